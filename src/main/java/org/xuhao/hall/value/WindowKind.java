package org.xuhao.hall.value;

/** What a window is for. Source: words, window; requirements of halls S2-9, S4-12. */
public enum WindowKind {
  /** Serves what belongs to several departments (综合窗口). */
  INTEGRATED("综合窗口", "Integrated window"),
  SPECIALIST("专窗", "Specialist window"),
  ONE_MATTER("一件事窗口", "One-matter window"),
  CROSS_PROVINCE("跨省通办窗口", "Cross-province window"),
  /** Takes up what could not be done elsewhere. */
  ISSUE_DESK("办不成事反映窗口", "Issue desk"),
  /** A leader of a department sits here, by roster. */
  DIRECTOR_DESK("局长办事席", "Director's desk"),
  SERVICE_DESK("总服务台", "Service desk"),
  /** What was made elsewhere is collected here. */
  DELIVERY("出件窗口", "Collection window"),
  /** Talks to visitors who are elsewhere. */
  REMOTE("云帮办", "Remote window");

  private final String zh;
  private final String en;

  WindowKind(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  public Words words() {
    return new Words(zh, en);
  }
}
