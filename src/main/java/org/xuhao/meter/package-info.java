/** Turns events and faults into meters. */
@NullMarked
package org.xuhao.meter;

import org.jspecify.annotations.NullMarked;
