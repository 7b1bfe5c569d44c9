/** Speaks to Onbon BX-5K and BX-6K LED cards. */
@NullMarked
package org.xuhao.driver.onbonbx;

import org.jspecify.annotations.NullMarked;
