package org.xuhao.hall.value;

/** Why a ticket that was kept for a window waits for any window again. */
public enum ReleasedWhy {
  TIME,
  WINDOW_CLOSED,
  /** The window, or the clerk at it, does not serve its service any more. */
  NOT_SERVED
}
