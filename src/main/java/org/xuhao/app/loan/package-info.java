/** Clerks between the halls of a district: who would help where, and who was sent. */
@NullMarked
package org.xuhao.app.loan;

import org.jspecify.annotations.NullMarked;
