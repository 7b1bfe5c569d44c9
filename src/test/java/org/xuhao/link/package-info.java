@NullMarked
package org.xuhao.link;

import org.jspecify.annotations.NullMarked;
