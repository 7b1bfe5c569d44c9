/** Speaks to devices without touching a port: folds from input to outputs. */
@NullMarked
package org.xuhao.driver;

import org.jspecify.annotations.NullMarked;
