/** Pages, API and live feed. */
@NullMarked
package org.xuhao.web;

import org.jspecify.annotations.NullMarked;
