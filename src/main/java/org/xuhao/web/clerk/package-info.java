/** What the page of a clerk works with. */
@NullMarked
package org.xuhao.web.clerk;

import org.jspecify.annotations.NullMarked;
