/** Speaks ESC/POS to ticket printers. */
@NullMarked
package org.xuhao.driver.escpos;

import org.jspecify.annotations.NullMarked;
