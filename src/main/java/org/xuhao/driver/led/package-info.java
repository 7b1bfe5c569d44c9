/** What the drivers of LED cards of different makes share. */
@NullMarked
package org.xuhao.driver.led;

import org.jspecify.annotations.NullMarked;
