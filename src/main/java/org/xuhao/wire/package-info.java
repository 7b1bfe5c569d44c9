/** Bytes as values, checksums and framing. No input or output. */
@NullMarked
package org.xuhao.wire;

import org.jspecify.annotations.NullMarked;
