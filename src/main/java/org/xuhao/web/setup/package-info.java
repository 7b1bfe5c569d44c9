/** What a browser asks of the hall's file, and what may keep it from being written. */
@NullMarked
package org.xuhao.web.setup;

import org.jspecify.annotations.NullMarked;
