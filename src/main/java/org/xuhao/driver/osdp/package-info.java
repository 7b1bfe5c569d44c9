/** OSDP call pads and rating pads: the control panel's side. */
@NullMarked
package org.xuhao.driver.osdp;

import org.jspecify.annotations.NullMarked;
