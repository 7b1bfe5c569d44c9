/** Carries events and commands between halls over NATS JetStream. */
@NullMarked
package org.xuhao.link;

import org.jspecify.annotations.NullMarked;
