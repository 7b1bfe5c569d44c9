/** What the pages ask of the district, and what they tell of it. */
@NullMarked
package org.xuhao.web.district;

import org.jspecify.annotations.NullMarked;
