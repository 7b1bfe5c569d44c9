/** What a district keeps once for all its halls, and how a hall comes by it. */
@NullMarked
package org.xuhao.app.reference;

import org.jspecify.annotations.NullMarked;
