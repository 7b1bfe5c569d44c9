package org.xuhao.web.steer;

import java.time.Duration;
import org.xuhao.fault.Fault;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;

/**
 * An alert in words: what is the matter, what is behind it, what to do where no move helps. Nothing
 * of visitors.
 */
public record AlertWords(Words what, Words cause, Words remedy) {

  private static final Words NOTHING = new Words("", "");

  /** The five levels by their official names, 1 to 5. Source: words, rating. */
  private static final Words[] LEVELS = {
    new Words("非常不满意", "very dissatisfied"), new Words("不满意", "dissatisfied")
  };

  /**
   * Of {@code alert} in {@code hall}.
   *
   * @param foretold whether what moves would bring can be said at all
   */
  public static AlertWords of(Alert alert, Hall hall, Limits limits, boolean foretold) {
    return switch (alert.of()) {
      case Alert.WaitOver w -> waitOver(w, hall, limits, foretold);
      case Alert.Peak p -> peak(p, hall, limits, foretold);
      case Alert.Idle i -> idle(i);
      case Alert.LongVisit l -> longVisit(l);
      case Alert.Ill(var fault) -> ill(fault);
      case Alert.BadRating(var rating) -> {
        Words level = LEVELS[rating.level() - 1];
        yield new AlertWords(
            new Words(
                "窗口 %s 收到一次“%s”".formatted(two(rating.window()), level.zh()),
                "Window %d: a visit was rated “%s”".formatted(rating.window(), level.en())),
            NOTHING,
            new Words("请安排回访和整改", "Have it followed up and put right"));
      }
    };
  }

  private static AlertWords waitOver(Alert.WaitOver w, Hall hall, Limits limits, boolean foretold) {
    long longest = w.longest().toMinutes();
    long limit = limits.longest().toMinutes();
    return new AlertWords(
        new Words(
            "%s：最长等 %d 分，%s"
                .formatted(
                    zh(hall, w.service()),
                    longest,
                    longest > limit ? "超上限 %d 分".formatted(longest - limit) : "刚过上限"),
            "%s: longest wait %d min, limit %d".formatted(en(hall, w.service()), longest, limit)),
        behind(w.waiting(), windows(hall, w.service())),
        withoutMove(foretold));
  }

  private static AlertWords peak(Alert.Peak p, Hall hall, Limits limits, boolean foretold) {
    String range = range(p.then());
    long limit = limits.longest().toMinutes();
    return new AlertWords(
        new Words(
            "%s：20 分钟后来的人预计等 %s 分，上限 %d 分".formatted(zh(hall, p.service()), range, limit),
            "%s: who comes in 20 min will wait %s min, limit %d"
                .formatted(en(hall, p.service()), range, limit)),
        behind(hall.waiting(p.service()), windows(hall, p.service())),
        withoutMove(foretold));
  }

  private static Words behind(int waiting, int windows) {
    return new Words(
        "%d 人在等，%d 个窗口在办".formatted(waiting, windows),
        "%d wait, %d windows serve it".formatted(waiting, windows));
  }

  private static Words withoutMove(boolean foretold) {
    return foretold
        ? new Words(
            "怎么调都帮不上多少：请增派人员，或停止取号", "No move helps enough: send somebody, or stop the taking")
        : new Words(
            "办得多快还看不出来，暂不能预计调度的效果",
            "Too little was seen of the pace to foretell what a move brings");
  }

  private static AlertWords idle(Alert.Idle i) {
    long free = i.free().toMinutes();
    return new AlertWords(
        new Words(
            "窗口 %s 空闲 %d 分，有 %d 人可叫".formatted(two(i.window()), free, i.callable()),
            "Window %s is free for %d min while %d could be called"
                .formatted(i.window(), free, i.callable())),
        NOTHING,
        new Words("请该窗口叫号；人不在就暂停窗口", "Ask the clerk to call; pause the window if nobody is there"));
  }

  private static AlertWords longVisit(Alert.LongVisit l) {
    long lasts = l.lasts().toMinutes();
    return new AlertWords(
        new Words(
            "窗口 %s 这一件办了 %d 分，通常 %s 分".formatted(two(l.window()), lasts, range(l.usual())),
            "Window %s: this visit lasts %d min, usually %s"
                .formatted(l.window(), lasts, range(l.usual()))),
        NOTHING,
        new Words("去看看：可以请人帮忙、挂起或转移", "Have a look: help, hold or transfer"));
  }

  private static AlertWords ill(Fault fault) {
    String subject = fault.subject().replaceFirst("^device ", "").replaceFirst("^line ", "线路 ");
    return new AlertWords(
        new Words(
            "%s：%s".formatted(subject, fault.code().happenedZh()),
            "%s: %s".formatted(fault.subject(), fault.code().happenedEn())),
        NOTHING,
        new Words(fault.code().doThisZh(), fault.code().doThisEn()));
  }

  private static int windows(Hall hall, ServiceCode service) {
    int serving = 0;
    for (WindowId id : hall.plan().windows().keySet()) {
      var window = hall.window(id);
      if (window.open() && hall.plan().servicesAt(window).contains(service)) serving++;
    }
    return serving;
  }

  private static String range(Wait wait) {
    long from = wait.likely().toMinutes();
    long to = Math.max(from, Duration.ofSeconds(wait.atMost().toSeconds() + 59).toMinutes());
    return from == to ? "" + from : from + "–" + to;
  }

  private static String zh(Hall hall, ServiceCode service) {
    Plan.ServicePlan plan = hall.plan().services().get(service);
    return plan == null ? service.code() : plan.name();
  }

  private static String en(Hall hall, ServiceCode service) {
    Plan.ServicePlan plan = hall.plan().services().get(service);
    return plan == null || plan.nameEn().isEmpty() ? service.code() : plan.nameEn();
  }

  private static String two(WindowId window) {
    return two(window.number());
  }

  private static String two(int window) {
    return "%02d".formatted(window);
  }
}
