/**
 * Devices, visitors and clerks that behave like the real ones, written from the protocol documents.
 */
@NullMarked
package org.xuhao.sim;

import org.jspecify.annotations.NullMarked;
