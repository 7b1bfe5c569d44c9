/** Accounts on this machine: their trail and its proof, those of the demonstration, their verb. */
@NullMarked
package org.xuhao.app.door;

import org.jspecify.annotations.NullMarked;
