/**
 * The hall's file from a browser: edited in place, checked, kept in editions, filled from tables.
 */
@NullMarked
package org.xuhao.app.setup;

import org.jspecify.annotations.NullMarked;
