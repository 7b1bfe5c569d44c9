/**
 * What a manager is told and can do about it: alerts, moves, their price, and what came of them.
 */
@NullMarked
package org.xuhao.web.steer;

import org.jspecify.annotations.NullMarked;
