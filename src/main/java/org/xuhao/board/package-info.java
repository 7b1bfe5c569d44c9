/** Folds events into what people read and what devices show. */
@NullMarked
package org.xuhao.board;

import org.jspecify.annotations.NullMarked;
