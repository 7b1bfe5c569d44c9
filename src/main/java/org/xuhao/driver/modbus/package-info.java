/**
 * Digit displays and button boxes that speak Modbus RTU. Protocol: firmware-protocols/modbus-rtu.
 */
@NullMarked
package org.xuhao.driver.modbus;

import org.jspecify.annotations.NullMarked;
