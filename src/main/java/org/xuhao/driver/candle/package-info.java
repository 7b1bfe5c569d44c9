/** Boards of the Candle kind. Protocol: firmware-protocols/candle. */
@NullMarked
package org.xuhao.driver.candle;

import org.jspecify.annotations.NullMarked;
