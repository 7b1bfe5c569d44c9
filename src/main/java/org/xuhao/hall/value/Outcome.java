package org.xuhao.hall.value;

/** How a visit ended. Source: the hall's vocabulary, 办理结果. */
public enum Outcome {
  COMPLETED,
  ACCEPTED,
  ACCEPTED_TOLERANT,
  AWAITING_MATERIALS,
  CONSULTED,
  WRONG_WINDOW,
  DECLINED;

  /** Whether nothing needs to be said with it; a pad can say nothing. */
  public boolean endsAlone() {
    return this != ACCEPTED_TOLERANT && this != AWAITING_MATERIALS;
  }
}
