/** Is the only writer: decides, appends, applies and publishes. */
@NullMarked
package org.xuhao.loop;

import org.jspecify.annotations.NullMarked;
