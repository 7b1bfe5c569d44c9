/** Speaks to C-Power LED cards, also sold as CP5200. */
@NullMarked
package org.xuhao.driver.cpower;

import org.jspecify.annotations.NullMarked;
