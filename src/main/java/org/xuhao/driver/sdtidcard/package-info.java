/** Speaks to identity-card readers of the SDT kind. */
@NullMarked
package org.xuhao.driver.sdtidcard;

import org.jspecify.annotations.NullMarked;
