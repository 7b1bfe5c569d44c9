/** Signing in with an account that is kept at an OpenID provider. */
@NullMarked
package org.xuhao.web.openid;

import org.jspecify.annotations.NullMarked;
