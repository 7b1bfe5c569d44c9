package org.xuhao.hall.value;

/** Why no numbers of a service are given out any more. */
public enum TakingStop {
  CUT_OFF,
  QUOTA,
  MANAGER
}
