/** Keeps events in order through a power cut. */
@NullMarked
package org.xuhao.journal;

import org.jspecify.annotations.NullMarked;
