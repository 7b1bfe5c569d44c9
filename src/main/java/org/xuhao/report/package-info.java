/** Tables and figures of days, out of the store: for pages and for files that people take along. */
@NullMarked
package org.xuhao.report;

import org.jspecify.annotations.NullMarked;
