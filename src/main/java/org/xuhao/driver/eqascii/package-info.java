/** Speaks to EQ2008 and EQ2013 LED cards in their ASCII language. */
@NullMarked
package org.xuhao.driver.eqascii;

import org.jspecify.annotations.NullMarked;
