/** Says what happens in one hall. Pure: no clock, no chance, no input or output. */
@NullMarked
package org.xuhao.hall;

import org.jspecify.annotations.NullMarked;
