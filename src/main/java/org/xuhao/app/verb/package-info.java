/** What every verb of the command line shares. */
@NullMarked
package org.xuhao.app.verb;

import org.jspecify.annotations.NullMarked;
