package org.xuhao.hall.value;

/** Whom a ticket is kept for: where its case was worked on, or the clerk who did. */
public enum Basis {
  WINDOW,
  CLERK
}
