/** What the pages know of the other halls of the district. */
@NullMarked
package org.xuhao.web.district;

import org.jspecify.annotations.NullMarked;
