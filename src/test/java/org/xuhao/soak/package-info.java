/** Days and whole appliances drawn from seeds, and what must hold for each of them. */
@NullMarked
package org.xuhao.soak;

import org.jspecify.annotations.NullMarked;
