/** Tells open pages how the hall stands, as it changes. */
@NullMarked
package org.xuhao.web.live;

import org.jspecify.annotations.NullMarked;
