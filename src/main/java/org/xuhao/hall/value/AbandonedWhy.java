package org.xuhao.hall.value;

/** Why a ticket is out for good. */
public enum AbandonedWhy {
  NO_SHOW,
  VISITOR,
  CLERK,
  DESK,
  JOINED,
  LUNCH,
  END_OF_DAY
}
