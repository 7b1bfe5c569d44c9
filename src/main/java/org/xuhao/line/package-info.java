/** Carries bytes on real ports and serial servers, and records them. */
@NullMarked
package org.xuhao.line;

import org.jspecify.annotations.NullMarked;
