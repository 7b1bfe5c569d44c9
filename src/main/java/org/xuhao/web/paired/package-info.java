/** Tablets and screens in browsers: which there are, how they come to be, and whether they live. */
@NullMarked
package org.xuhao.web.paired;

import org.jspecify.annotations.NullMarked;
