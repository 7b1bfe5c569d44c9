/** Says aloud what people must hear: who speaks when, and in which words. */
@NullMarked
package org.xuhao.voice;

import org.jspecify.annotations.NullMarked;
