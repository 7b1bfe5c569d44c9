/** Says what stands on a hall's tickets, and draws it in dots. */
@NullMarked
package org.xuhao.ticket;

import org.jspecify.annotations.NullMarked;
