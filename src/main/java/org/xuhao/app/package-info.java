/** Settings, wiring, start, stop and command line. Nobody imports it. */
@NullMarked
package org.xuhao.app;

import org.jspecify.annotations.NullMarked;
