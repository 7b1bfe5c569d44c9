/** Keeps what was counted of the paper in printers. */
@NullMarked
package org.xuhao.app.paper;

import org.jspecify.annotations.NullMarked;
