/** The certificate that the pages are served under: the hall's own, or one that is made here. */
@NullMarked
package org.xuhao.app.tls;

import org.jspecify.annotations.NullMarked;
