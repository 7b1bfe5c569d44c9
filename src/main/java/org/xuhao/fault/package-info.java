/** What is ill: code, what happened, what to do; and the list of all codes. */
@NullMarked
package org.xuhao.fault;

import org.jspecify.annotations.NullMarked;
