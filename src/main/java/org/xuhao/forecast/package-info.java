/** Who waits how long: from a hall and what was seen of its pace. Pure. */
@NullMarked
package org.xuhao.forecast;

import org.jspecify.annotations.NullMarked;
