/** Speaks to FF-68 call pads and rating pads. */
@NullMarked
package org.xuhao.driver.ff68pad;

import org.jspecify.annotations.NullMarked;
