/** Pads that send one byte a key. Protocol: firmware-protocols/byte-map. */
@NullMarked
package org.xuhao.driver.bytemap;

import org.jspecify.annotations.NullMarked;
