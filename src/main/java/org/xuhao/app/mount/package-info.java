/** What an installer does with cables while no hall runs: finds devices and numbers them. */
@NullMarked
package org.xuhao.app.mount;

import org.jspecify.annotations.NullMarked;
