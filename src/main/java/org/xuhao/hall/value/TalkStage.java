package org.xuhao.hall.value;

/** What a talk at a remote window (云帮办) goes through, in order. Source: requirements S4-12. */
public enum TalkStage {
  /** The visitor has booked it. */
  BOOKING("远程预约", "Remote booking"),
  /** The clerk speaks with the visitor. */
  GUIDANCE("实时指导", "Live guidance"),
  /** What the visitor handed in is put right while they speak; left out where nothing was wrong. */
  CORRECTION("在线修正", "Online correction"),
  /** The matter is accepted, or done. */
  ACCEPTANCE("即时受理", "Immediate acceptance"),
  /** The visitor has rated it. */
  RATING("服务评价", "Rating");

  private final String zh;
  private final String en;

  TalkStage(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** How it is called. */
  public Words words() {
    return new Words(zh, en);
  }
}
