/** Who may do what: accounts, their sessions, and the one table of permissions. */
@NullMarked
package org.xuhao.web.account;

import org.jspecify.annotations.NullMarked;
