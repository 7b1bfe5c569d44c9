/** The OpenID provider that a hall asks who somebody is. */
@NullMarked
package org.xuhao.app.openid;

import org.jspecify.annotations.NullMarked;
