@NullMarked
package org.xuhao.app.tls;

import org.jspecify.annotations.NullMarked;
