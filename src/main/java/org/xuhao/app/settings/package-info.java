/** Reads the hall's file, and says of every mistake where it is and what to write. */
@NullMarked
package org.xuhao.app.settings;

import org.jspecify.annotations.NullMarked;
