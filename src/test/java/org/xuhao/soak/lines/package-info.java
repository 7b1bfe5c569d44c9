/** The real appliance on bad lines with a device of every type, and what must hold in the end. */
@NullMarked
package org.xuhao.soak.lines;

import org.jspecify.annotations.NullMarked;
