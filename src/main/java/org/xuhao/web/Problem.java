package org.xuhao.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.Words;
import org.xuhao.web.setup.SetupTrouble;

/**
 * Why a request was not done, as a problem document (RFC 9457) with a code that never changes.
 *
 * @param detail what was wrong in this request; may be empty
 */
record Problem(int status, String code, Words title, String detail) {

  static final Problem BAD_JSON = of(400, "BAD-JSON", "请求不是有效的 JSON", "The body is not JSON");
  static final Problem BAD_REQUEST =
      of(400, "BAD-REQUEST", "请求内容不符合接口说明", "The request does not fit the API");
  static final Problem CROSS_SITE =
      of(403, "CROSS-SITE", "不接受其他网站发来的操作", "Commands of other sites are not taken");
  static final Problem TLS_NEEDED =
      of(
          403,
          "TLS-NEEDED",
          "请用 https 地址打开",
          "Only the encrypted address, https, is served from other machines");
  static final Problem RATING_BARRED =
      of(
          403,
          "RATING-BARRED",
          "只有本窗口的评价设备或这张号票能评价",
          "Only the rating device of the window or the ticket's own link may rate this visit");
  static final Problem BOOKING_CLOSED =
      of(
          403,
          "BOOKING-CLOSED",
          "本大厅没有开放网上预约，请到总服务台预约",
          "This hall takes no bookings here; its service desk books for you");
  static final Problem BOOKING_SLOWED =
      of(
          429,
          "BOOKING-SLOWED",
          "从您的网络约得太多了，请过几小时再约，或请总服务台代约",
          "Too many talks were booked from your network; try later, or ask the service desk");
  static final Problem CASE_READ_ONLY =
      of(
          409,
          "CASE-READ-ONLY",
          "别的大厅用新版本写过这件，这里只能看；请先升级本大厅，或到那边办",
          "A hall with a newer release wrote on this case: here it is only to be read; update this"
              + " hall, or go on there");
  static final Problem CASE_DONE_ELSEWHERE =
      of(
          409,
          "CASE-DONE-ELSEWHERE",
          "别的大厅已办结这件，确定仍要这样结束吗？",
          "Another hall has completed this case; is the visit to end so all the same?");
  static final Problem NO_SUCH_DEVICE =
      of(404, "NO-SUCH-DEVICE", "没有这台已配对的设备", "No such paired device");
  static final Problem ADDRESS_TAKEN =
      of(
          409,
          "ADDRESS-TAKEN",
          "这两个地址之一已有本大厅的呼叫器在应答，请先拔下它",
          "A pad of this hall answers at one of the two addresses; unplug that one first");
  static final Problem RATE_UNKNOWN =
      of(
          409,
          "RATE-UNKNOWN",
          "tcp:// 线路不知道波特率，请改用 rfc2217:// 或用呼叫器的拨码开关",
          "The rate behind tcp:// is not known; use rfc2217:// or the pad's own switch");
  static final Problem PAD_NOT_MOVED =
      of(
          409,
          "PAD-NOT-MOVED",
          "原地址没有呼叫器照办：检查接线和地址；已有密钥的先接通安装跳线",
          "No pad at that address obeyed: look at its wires and address; one with a key needs its"
              + " jumper");
  static final Problem PAIRING_CODE_WRONG =
      of(
          409,
          "PAIRING-CODE-WRONG",
          "配对码不对或已过期，请看屏幕上现在的码",
          "No screen shows this code now; look at the screen again");
  static final Problem ALREADY_PAIRED =
      of(
          409,
          "ALREADY-PAIRED",
          "这台设备已经配对，请先在设备页解除",
          "This browser is paired already; unpair it on the page of devices first");
  static final Problem PAIRING_FULL =
      of(
          409,
          "PAIRING-FULL",
          "配对的设备太多，请先解除不用的",
          "Too many browsers are paired or wait; unpair one or wait ten minutes");
  static final Problem PAIRING_SLOWED =
      of(429, "PAIRING-SLOWED", "配对码输错太多次，请稍后再试", "Too many wrong codes; wait and try again");
  static final Problem PAIRING_UNWRITABLE =
      of(
          503,
          "PAIRING-UNWRITABLE",
          "配对无法保存，请检查磁盘和 keys 目录",
          "The pairing cannot be kept; check the disk and the folder keys");
  static final Problem NOT_SIGNED_IN = of(401, "NOT-SIGNED-IN", "请先登录", "Sign in first");
  static final Problem NOT_A_DISPENSER =
      of(
          401,
          "NOT-A-DISPENSER",
          "这台机器还没有登记为取号机，请找工作人员",
          "This machine is not known as a dispenser; its address belongs under http.dispensers");
  static final Problem SIGN_IN_WRONG =
      of(401, "SIGN-IN-WRONG", "用户名或密码不对", "Name or password is wrong");
  static final Problem CODE_WRONG =
      of(
          401,
          "ADMINISTRATOR-CODE-WRONG",
          "一次性管理员码不对，请看主机控制台或日志",
          "Not the one-time code; see the console or log of the machine");
  static final Problem NOT_YOUR_ROLE =
      of(403, "NOT-YOUR-ROLE", "您的帐号没有此权限", "Your account may not do this");
  static final Problem PASSWORD_TEMPORARY =
      of(403, "PASSWORD-TEMPORARY", "请先设置您自己的密码", "Set a password of your own first");
  static final Problem ACCOUNT_LOCKED =
      of(403, "ACCOUNT-LOCKED", "帐号已停用，请找管理员", "This account is locked; ask an administrator");
  static final Problem NOT_YOUR_NUMBER =
      of(
          403,
          "NOT-YOUR-NUMBER",
          "只能用自己的工号登录窗口；工号由管理员填写",
          "Only your own clerk number may sign in; an administrator sets it");
  static final Problem WINDOW_OF_ANOTHER =
      of(
          403,
          "WINDOW-OF-ANOTHER",
          "这个窗口由别人登录，请对方先退出",
          "Another clerk is signed in at this window and must sign out first");
  static final Problem NO_SUCH_ACCOUNT = of(404, "NO-SUCH-ACCOUNT", "没有这个帐号", "No such account");
  static final Problem NAME_UNFIT =
      of(
          409,
          "ACCOUNT-NAME-UNFIT",
          "用户名已有人用，或含有空格等符号",
          "The name is taken, or has signs other than letters, digits, . _ -");
  static final Problem LAST_ADMINISTRATOR =
      of(409, "LAST-ADMINISTRATOR", "至少要留一个可用的系统管理员", "At least one administrator must remain");
  static final Problem ACCOUNT_ELSEWHERE =
      of(
          409,
          "ACCOUNT-ELSEWHERE",
          "这是区级帐号，请在区政务服务中心的页面上改密码",
          "This account is the district's; change its password on the pages of the district hall");
  static final Problem ACCOUNTS_FULL =
      of(409, "ACCOUNTS-FULL", "帐号太多，请先删除不用的", "Too many accounts; remove one first");
  static final Problem PASSWORD_WEAK =
      of(
          409,
          "PASSWORD-WEAK",
          "密码太短或太容易猜：至少 8 位，不要用连号、常见密码或用户名",
          "The password is too short or easily guessed: 8 signs, no run, no common one, no name");
  static final Problem SIGN_IN_SLOWED =
      of(429, "SIGN-IN-SLOWED", "输错太多次，请稍后再试", "Too many wrong tries; wait and try again");
  static final Problem TOO_MANY =
      of(429, "TOO-MANY-REQUESTS", "请求太多，请稍后再试", "Too many requests from this address");
  static final Problem ACCOUNTS_UNWRITABLE =
      of(
          503,
          "ACCOUNTS-UNWRITABLE",
          "帐号或操作记录无法保存，请检查磁盘",
          "Accounts or their trail cannot be written; check the disk");
  static final Problem NO_SUCH_HALL = of(404, "NO-SUCH-HALL", "没有这个大厅", "No such hall");
  static final Problem OTHER_HALL_SILENT =
      of(
          504,
          "OTHER-HALL-SILENT",
          "对方大厅没有答复，没有为您留号",
          "The other hall has not answered; no number is kept for you there");
  static final Problem OTHER_HALL_REFUSES =
      of(409, "OTHER-HALL-REFUSES", "对方大厅现在不能留号", "The other hall cannot keep a number now");
  static final Problem NO_SUCH_PATH = of(404, "NO-SUCH-PATH", "没有这个地址", "No such address");
  static final Problem NO_SUCH_ZONE =
      of(404, "NO-SUCH-ZONE", "没有这个播报区域", "No loudspeakers speak there");
  static final Problem NO_SUCH_ALERT =
      of(404, "NO-SUCH-ALERT", "这件事已经过去了", "This alert is over or was never raised");
  static final Problem NOT_THE_OFFICE =
      of(
          404,
          "NOT-THE-OFFICE",
          "全区数据保存在区政务服务中心，请在那里打开",
          "The district's figures are kept at its office; ask there");
  static final Problem MOVE_GONE =
      of(
          409,
          "MOVE-GONE",
          "情况变了，请看新的建议",
          "The hall has changed and this move is no longer proposed; look at the new ones");
  static final Problem TABLES_DOWN =
      of(503, "TABLES-DOWN", "历史表暂时不能读", "The tables cannot be read now; the queue goes on");
  static final Problem CARD_GONE =
      of(404, "CARD-GONE", "读证已过时，请再放一次身份证", "The card was read too long ago; put it on again");
  static final Problem NO_SIMULATION =
      of(404, "NO-SIMULATION", "没有模拟设备", "No devices are simulated here");
  static final Problem WRONG_METHOD =
      of(405, "WRONG-METHOD", "该地址不支持此方法", "This address does not take the method");
  static final Problem TOO_SLOW = of(408, "REQUEST-TOO-SLOW", "请求太慢", "The request took too long");
  static final Problem TOO_LARGE = of(413, "BODY-TOO-LARGE", "请求内容太大", "The body is too large");
  static final Problem ADDRESS_TOO_LONG =
      of(414, "ADDRESS-TOO-LONG", "地址太长", "The address is too long");
  static final Problem WRONG_TYPE =
      of(415, "WRONG-CONTENT-TYPE", "请求内容须为 JSON", "The body must be application/json");
  static final Problem HEADERS_TOO_LARGE =
      of(431, "HEADERS-TOO-LARGE", "请求头太大", "The headers are too large");
  static final Problem OURS = of(500, "OUR-MISTAKE", "系统内部错误", "We made a mistake; see the log");
  static final Problem HALL_BUSY =
      of(503, "HALL-BUSY", "系统繁忙，请稍后再试", "Too much waits; ask again shortly");
  static final Problem NO_FONT =
      of(503, "FONT-MISSING", "没有中文字体：apt-get install fonts-noto-cjk", "No Chinese font here");
  static final Problem UNWRITABLE =
      of(503, "JOURNAL-UNWRITABLE", "日志无法写入，暂不能办理", "The journal cannot be written");
  static final Problem FEED_FULL =
      of(503, "FEED-FULL", "同时打开的屏幕太多", "Too many screens follow the feed");

  static final Problem SETUP_CHANGED =
      of(
          409,
          "SETUP-CHANGED",
          "设置文件已被别人改过，您的草稿还在，请先对比",
          "Somebody wrote the hall's file meanwhile; your draft is kept, compare it first");
  static final Problem SETUP_REFUSED =
      of(409, "SETUP-REFUSED", "设置有错，没有写入", "The draft has mistakes and was not written");
  static final Problem SETUP_TOO_LARGE =
      of(
          409,
          "SETUP-TOO-LARGE",
          "设置文件超过 256 KiB，请用编辑器修改",
          "The file is larger than 256 KiB; change it with an editor");
  static final Problem SETUP_BROKEN =
      of(
          409,
          "SETUP-BROKEN",
          "文本不是有效的 YAML，请先在“文本”里改好",
          "The text is no YAML; mend it under As text first");
  static final Problem SETUP_BY_HAND =
      of(
          409,
          "SETUP-BY-HAND",
          "这一处的写法表单改不了，请在“文本”里改",
          "No form can change what stands there; change it under As text");
  static final Problem SETUP_READ_ONLY =
      of(
          409,
          "SETUP-READ-ONLY",
          "设置文件或目录不可写：chown xuhao /etc/xuhao /etc/xuhao/hall.yaml",
          "File or folder may not be written: chown xuhao /etc/xuhao /etc/xuhao/hall.yaml");
  static final Problem SETUP_DISK_FULL =
      of(
          409,
          "SETUP-DISK-FULL",
          "磁盘已满，没有写入，原文件未变；请先腾出空间",
          "The disk is full; nothing was written, the file is as it was; make room first");
  static final Problem SETUP_UNWRITABLE =
      of(
          409,
          "SETUP-UNWRITABLE",
          "设置文件无法读写，原文件未变，请检查磁盘",
          "The file cannot be read or written and is as it was; check the disk");
  static final Problem NO_SUCH_EDITION =
      of(404, "NO-SUCH-EDITION", "没有这一版", "No such edition is kept");
  static final Problem NO_TABLE =
      of(
          409,
          "TABLE-UNREADABLE",
          "不是能读的表格：请存为 .xlsx，或 UTF-8、GB18030 的 .csv",
          "No table that can be read: save it as .xlsx, or as .csv in UTF-8 or GB18030");
  static final Problem TABLE_TOO_LARGE =
      of(
          409,
          "TABLE-TOO-LARGE",
          "表格太大：最多 1000 行、512 KiB，展开后 8 MiB",
          "The table is too large: at most 1000 rows and 512 KiB, 8 MiB unpacked");

  /** Seconds after which a request that found no room may be tried again. */
  private static final String RETRY_AFTER_S = "1";

  private static Problem of(int status, String code, String zh, String en) {
    return new Problem(status, code, new Words(zh, en), "");
  }

  /** What the rules said no to. What is not there at all is 404, all else 409. */
  static Problem of(Refusal why) {
    int status =
        switch (why) {
          case NO_SUCH_WINDOW, NO_SUCH_TICKET, NO_SUCH_VISIT, NO_SUCH_CASE, NO_SUCH_BOOKING -> 404;
          default -> 409;
        };
    return new Problem(status, why.code(), why.words(), "");
  }

  /** What kept the hall's file from being changed. */
  static Problem of(SetupTrouble trouble) {
    Problem problem =
        switch (trouble.why()) {
          case CHANGED -> SETUP_CHANGED;
          case REFUSED -> SETUP_REFUSED;
          case TOO_LARGE -> SETUP_TOO_LARGE;
          case BROKEN -> SETUP_BROKEN;
          case BY_HAND -> SETUP_BY_HAND;
          case READ_ONLY -> SETUP_READ_ONLY;
          case DISK_FULL -> SETUP_DISK_FULL;
          case UNWRITABLE -> SETUP_UNWRITABLE;
          case NO_EDITION -> NO_SUCH_EDITION;
          case NO_TABLE -> NO_TABLE;
          case TABLE_TOO_LARGE -> TABLE_TOO_LARGE;
          case NO_FONT -> NO_FONT;
        };
    return problem.because(trouble.detail());
  }

  Problem because(String why) {
    return new Problem(status, code, title, why);
  }

  /** Answers {@code request} with this document, unless an answer is already on the way. */
  void send(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) return;
    if (response.headWritten()) {
      response.reset();
      return;
    }
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (status == 503 || code.equals(TOO_MANY.code))
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S);
    if (endsConnection()) response.putHeader(HttpHeaders.CONNECTION, "close");
    response.end(toJson(request.path()).toBuffer());
  }

  /** Whether the rest of the request may not be waited for. */
  boolean endsConnection() {
    return status == 408 || status == 413 || status == 414 || status == 431;
  }

  private JsonObject toJson(@Nullable String path) {
    var json =
        new JsonObject()
            .put("type", "urn:xuhao:problem:" + code)
            .put("title", title.zh())
            .put("titleEn", title.en())
            .put("status", status)
            .put("code", code);
    if (path != null) json.put("instance", path);
    return detail.isEmpty() ? json : json.put("detail", detail);
  }
}
