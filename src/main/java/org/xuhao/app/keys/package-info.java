/** The small secrets of an appliance, each in a file of its own that only its owner may read. */
@NullMarked
package org.xuhao.app.keys;

import org.jspecify.annotations.NullMarked;
