/** The small values of a hall: names, numbers and words, each equal by what it says. */
@NullMarked
package org.xuhao.hall.value;

import org.jspecify.annotations.NullMarked;
