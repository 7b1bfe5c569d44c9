/** Joins a hall with its district as its settings say. */
@NullMarked
package org.xuhao.app.district;

import org.jspecify.annotations.NullMarked;
