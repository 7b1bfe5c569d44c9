/** Tables folded from the journal, for history and search; rebuilt at will. */
@NullMarked
package org.xuhao.store;

import org.jspecify.annotations.NullMarked;
