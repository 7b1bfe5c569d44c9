package org.xuhao.voice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/**
 * Something to be said aloud in one zone.
 *
 * @param ticket who is called; null: a notice to all
 * @param window where to; null: a notice to all
 * @param at when it was called or asked for
 * @param zh what stands on the display meanwhile, Chinese
 * @param en the same in English; may be empty
 * @param phrases what is spoken, one language after the other
 */
public record Announcement(
    @Nullable TicketNumber ticket,
    @Nullable WindowId window,
    Instant at,
    String zh,
    String en,
    List<Phrase> phrases) {
  public Announcement {
    phrases = List.copyOf(phrases);
  }

  /** One sentence in one language, as its voice should read it. */
  public record Phrase(Language language, String text) {}

  /** The call of {@code ticket} to {@code window}: number and window, never a name. */
  public static Announcement call(
      TicketNumber ticket, WindowId window, Instant at, List<Language> languages) {
    return new Announcement(
        ticket,
        window,
        at,
        "请 " + ticket + " 号到 " + window + " 号窗口",
        ticket + ", window " + window,
        languages.stream()
            .map(one -> new Phrase(one, one.call(ticket.toString(), window.number())))
            .toList());
  }

  /** What a manager says to all; {@code en} empty: in Mandarin only. */
  public static Announcement notice(String zh, String en, Instant at, List<Language> languages) {
    var phrases =
        languages.stream()
            .filter(one -> one.code().equals("zh") || (one.code().equals("en") && !en.isEmpty()))
            .map(one -> new Phrase(one, one.code().equals("zh") ? zh : en))
            .toList();
    return new Announcement(null, null, at, zh, en, phrases);
  }

  boolean isCall() {
    return ticket != null;
  }

  boolean isOf(TicketNumber other) {
    return ticket != null && ticket.equals(other);
  }
}
