package org.xuhao.board;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement.CallLine;
import org.xuhao.board.Statement.Face;
import org.xuhao.board.Statement.ShowHall;
import org.xuhao.board.Statement.ShowPad;
import org.xuhao.board.Statement.ShowWindow;
import org.xuhao.board.Statement.Slip;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/**
 * What a device is told that somebody wants to find in the hall, or try: it calls a ticket of a
 * prefix and number that nobody has, whatever it is; those of a printer are marked as a trial.
 */
public final class Trial {

  /** No service begins with it in the halls we know; the eye finds a row of eights. */
  private static final String NOBODYS = "Z888";

  private static final int WAITING = 888;
  private static final DateTimeFormatter TAKEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private Trial() {}

  /** For a device at {@code window}, or one of the whole hall. */
  public static List<Statement> of(@Nullable WindowId window) {
    TicketNumber ticket = TicketNumber.parse(NOBODYS).orElseThrow();
    if (window == null)
      return List.of(new ShowHall(List.of(new CallLine(ticket, new WindowId(1), 1)), List.of()));
    return List.of(
        new ShowWindow(window, Face.CALLING, ticket, 1, "测试 Test"),
        new ShowPad(window, WAITING, ticket));
  }

  /** A ticket on paper that counts for nothing; {@code nth} tells it from those before. */
  public static Statement print(String hall, int nth, Instant at, ZoneId zone) {
    String number = "Z%03d".formatted(Math.floorMod(nth, 999) + 1);
    return new Statement.Print(
        new Slip(
            hall,
            TicketNumber.parse(number).orElseThrow(),
            1,
            "测试 Test",
            "—",
            0,
            at,
            TAKEN.format(at.atZone(zone)),
            ""));
  }
}
