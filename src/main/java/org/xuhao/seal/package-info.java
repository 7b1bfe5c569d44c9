/** Sign the end of each closed day, and check the journal against what was signed. */
@NullMarked
package org.xuhao.seal;

import org.jspecify.annotations.NullMarked;
