package org.xuhao.hall;

import org.xuhao.hall.value.Words;

/** Why a command changed nothing, in words for the person at the pad or page. */
public enum Refusal {
  TAKING_OVER("已停止取号", "Taking is over"),
  NOT_STOPPED("该业务未停止取号", "Taking was not stopped"),
  QUOTA_FULL("今日号额已满", "Today's quota is used up"),
  NO_SUCH_SERVICE("没有该业务", "No such service"),
  NOT_OFFERED("今日不办理该业务", "Not offered today"),
  NOT_SERVED("本厅没有窗口办理该业务", "No window of this hall serves it"),
  NUMBERS_SPENT("号码已用完", "No numbers left"),
  NOBODY_WAITING("暂无等候人员", "Nobody to call"),
  WINDOW_BUSY("请先结束当前办理", "End the present visit first"),
  WINDOW_CLOSED("窗口未开放", "The window is closed"),
  WINDOW_OPEN("窗口已开放", "The window is open"),
  NO_SUCH_WINDOW("没有该窗口", "No such window"),
  NOT_PAUSED("窗口未暂停", "The window is not paused"),
  SIGN_IN_FIRST("请先登录窗口", "Sign in at the window first"),
  CLERK_ELSEWHERE("您已在其他窗口登录", "You are signed in at another window"),
  NOBODY_AT_WINDOW("窗口当前无人办理", "Nobody is at the window"),
  ALREADY_STARTED("办理已开始", "The visit has started"),
  RECALL_LIMIT("重呼次数已满", "No recalls are left for this ticket"),
  RECALL_TOO_SOON("请稍后再重呼", "Wait before the next recall"),
  HOLD_LIMIT("挂起数量已满", "Too many on hold"),
  NOT_HELD("该号票未挂起", "This ticket is not on hold"),
  HELD_ELSEWHERE("该号票挂起在其他窗口", "Another window holds this ticket"),
  NOT_AWAY("该号票无需重新签到", "This ticket needs no re-check-in"),
  CLERK_ABSENT("该人员未登录", "That clerk is not signed in"),
  NOT_WAITING("该号票不在等候", "This ticket is not waiting"),
  NO_SKILL("无该业务办理资格", "No skill for this"),
  NO_SUCH_CLASS("没有该优先类别", "No such priority class"),
  NO_SUCH_TICKET("没有该号票", "No such ticket"),
  TICKET_OVER("该号票已结束", "This ticket is over"),
  TICKET_EXISTS("已有号票，可补打", "You hold a ticket; reprint it"),
  TOO_MANY_ITEMS("一张号票最多五个事项", "At most five items on one ticket"),
  BOOKED_ALREADY("您已预约该业务，请签到", "You are booked; check in"),
  NO_SUCH_BOOKING("没有该预约", "No such appointment"),
  SLOT_FULL("该时段已约满", "The slot is full"),
  SLOT_OUT_OF_RANGE("该时段不可预约", "This slot cannot be booked"),
  BOOKING_LIMIT("预约次数已满", "Booking limit reached"),
  BARRED("多次爽约，暂停预约", "Barred after missed bookings"),
  TOO_LATE_TO_CANCEL("已过取消时限", "It is too late to cancel"),
  CHECK_IN_CLOSED("不在签到时间内", "Outside the check-in window"),
  RESERVATIONS_FULL("跨厅留号已满", "No more numbers are kept for other halls"),
  CLOSES_BEFORE("到达前已停止取号", "Numbers end before you can be there"),
  REMOTE_ONLY("该业务由云帮办远程办理，请预约", "Served remotely: book a talk"),
  NO_TALK("窗口当前没有远程办理", "No talk is at this window"),
  STAGE_ORDER("云帮办环节顺序不对", "That stage does not come now"),
  NOTICE_EMPTY("请填写所缺材料", "Say what is missing"),
  DUE_MISSING("请填写补交期限", "Give the due date"),
  NO_SUCH_CASE("没有该办件", "No such case"),
  CASE_NOT_RESUMED("请先接续该办件", "Resume the case first"),
  CASE_ELSEWHERE("办件正由其他窗口办理", "Another window has the case"),
  CASE_CHANGED("办件刚有变动，请再试", "The case has just changed; try again"),
  CASE_OVER("办件已结束或过期", "The case is over or expired"),
  CASES_DIFFER("申请人或事项不同", "Person or item differ"),
  ALREADY_RATED("本次办理已评价", "This visit is rated already"),
  REASON_MISSING("差评请选择原因", "A negative rating needs a reason"),
  CLERK_CANNOT_RATE("工作人员不能评价", "Clerks cannot rate"),
  RATING_OVER("评价已截止", "The time for rating is over"),
  NO_SUCH_VISIT("没有该次办理", "No such visit"),
  PRINT_PENDING("正在打印，请稍候", "Printing is under way"),
  REASON_NEEDED("请填写理由", "A written reason is needed"),
  NOT_ALLOWED("您没有此权限", "You may not do this"),
  REQUEST_REUSED("请求号重复", "Request id used before");

  private final String zh;
  private final String en;

  Refusal(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** The stable code, such as {@code NOBODY-WAITING}. */
  public String code() {
    return name().replace('_', '-');
  }

  public Words words() {
    return new Words(zh, en);
  }
}
