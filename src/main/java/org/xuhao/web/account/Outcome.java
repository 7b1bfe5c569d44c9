package org.xuhao.web.account;

import java.time.Duration;

/** What came of something asked at the door. */
public sealed interface Outcome {

  /** Signed in; {@code secret} belongs into the cookie. */
  record In(Account account, String secret) implements Outcome {}

  /** Done. */
  record Done() implements Outcome {}

  /** Not done; {@code left}: how long nobody may try, where that is why. */
  record No(Why why, Duration left) implements Outcome {
    static No of(Why why) {
      return new No(why, Duration.ZERO);
    }
  }

  /** Why something was not done. */
  enum Why {
    /** Name or password; which of them is not said. */
    WRONG,
    /** The one-time code. */
    CODE_WRONG,
    /** Too many failures. */
    SLOWED,
    /** An administrator locked it. */
    LOCKED,
    /** The new password is too short or too easily guessed. */
    WEAK,
    /** The name is none, or it is taken. */
    NAME,
    /** There is no such account. */
    NOBODY,
    /** Nobody could make accounts any more. */
    LAST,
    /** The account is kept elsewhere and changed there. */
    ELSEWHERE,
    /** There are as many accounts as there may be. */
    FULL
  }
}
