@NullMarked
package org.xuhao.app.openid;

import org.jspecify.annotations.NullMarked;
