/** Makes sound of what is to be spoken: clips, synthesizer and sound card. */
@NullMarked
package org.xuhao.app.sound;

import org.jspecify.annotations.NullMarked;
