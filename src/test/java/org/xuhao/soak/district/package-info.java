/** Plays a district of real processes on real, bad lines and looks for what must not happen. */
@NullMarked
package org.xuhao.soak.district;

import org.jspecify.annotations.NullMarked;
