package org.xuhao.hall.value;

/** What follows when a called visitor does not come. Source: rules of the hall, section 3. */
public enum NoShowRule {
  /** The ticket is gone. */
  VOID,
  /** It steps aside for some calls of its service and then has its old place. */
  DELAY_N,
  /** It is away until its holder checks in again and then has its old place. */
  RECHECKIN
}
