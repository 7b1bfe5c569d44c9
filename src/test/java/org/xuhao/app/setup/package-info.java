@NullMarked
package org.xuhao.app.setup;

import org.jspecify.annotations.NullMarked;
