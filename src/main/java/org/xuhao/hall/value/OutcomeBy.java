package org.xuhao.hall.value;

/** Who said how a matter ended. */
public enum OutcomeBy {
  CLERK,
  DEFAULT
}
