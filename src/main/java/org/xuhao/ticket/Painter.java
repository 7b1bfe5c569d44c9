package org.xuhao.ticket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws a ticket. The same parts and width always give the same dots. */
public interface Painter {

  /** Draws nothing, where there is no Chinese font. */
  Painter NONE = (parts, width) -> null;

  /** The ticket {@code width} dots wide, a multiple of 8; null: it cannot be drawn here. */
  @Nullable Dots paint(List<Part> parts, int width);
}
