package org.xuhao.hall;

/** How a visit ended. Source: the hall's vocabulary, 办理结果. */
public enum Outcome {
  COMPLETED,
  ACCEPTED,
  ACCEPTED_TOLERANT,
  AWAITING_MATERIALS,
  CONSULTED,
  WRONG_WINDOW,
  DECLINED
}
