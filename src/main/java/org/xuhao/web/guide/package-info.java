/** What the pages tell of services beyond their names. */
@NullMarked
package org.xuhao.web.guide;

import org.jspecify.annotations.NullMarked;
