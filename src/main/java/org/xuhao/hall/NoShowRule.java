package org.xuhao.hall;

/** What follows a no-show. Source: rules of the hall, section 3, No-show. */
public enum NoShowRule {
  /** The ticket is out for good. */
  VOID,
  /** The ticket steps aside for some calls of its service, then has its old place again. */
  DELAY_N
}
