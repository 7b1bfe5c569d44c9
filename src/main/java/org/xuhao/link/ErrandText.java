package org.xuhao.link;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;

/**
 * Commands to another hall and their answers as JSON with its version. What is personal in a
 * command is the district's keyed hash at most.
 */
final class ErrandText {
  static final String RESERVE = "reserve";
  static final String CANCEL = "cancel";

  /** A refusal of a newer release is told by its code alone; longer ones are none. */
  private static final String CODE = "[A-Z]+(-[A-Z]+){0,5}";

  /** What another hall answers to a command. */
  sealed interface Reply {

    /** It keeps the number until then, by the clock on the wall. */
    record Kept(Instant until) implements Reply {}

    /** It does not; {@code code} of its refusal. */
    record Refused(String code) implements Reply {}

    /** It keeps nothing, or not any more. */
    record Back() implements Reply {}

    /** The visitor has come: the number was given out. */
    record Arrived() implements Reply {}
  }

  private ErrandText() {}

  static byte[] of(Command.Reserve command) {
    var json =
        new JsonObject()
            .put("v", Message.VERSION)
            .put("key", command.booking().id())
            .put("service", command.service().code())
            .put("minutes", command.minutes());
    if (command.visitor() != null) json.put("visitor", command.visitor());
    if (command.file() != null) json.put("case", command.file().id());
    return json.toBuffer().getBytes();
  }

  static byte[] of(Command.GiveBack command) {
    return new JsonObject()
        .put("v", Message.VERSION)
        .put("key", command.booking().id())
        .toBuffer()
        .getBytes();
  }

  /** The command of a message whose subject ends in {@code verb}. */
  static Command.OfReservation command(String verb, byte[] bytes) throws Message.Wrong {
    try {
      JsonObject json = Message.json(bytes);
      var booking = new BookingId(json.getString("key"));
      return switch (verb) {
        case RESERVE -> {
          String file = json.getString("case");
          yield new Command.Reserve(
              booking,
              new ServiceCode(json.getString("service")),
              json.getString("visitor"),
              file == null ? null : new CaseId(file),
              json.getInteger("minutes"));
        }
        case CANCEL -> new Command.GiveBack(booking);
        default -> throw new IllegalArgumentException("no command " + verb);
      };
    } catch (DecodeException
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException e) {
      throw new Message.Wrong("no command " + verb, e);
    }
  }

  static byte[] of(Reply reply) {
    var json = new JsonObject().put("v", Message.VERSION);
    switch (reply) {
      case Reply.Kept(Instant until) -> json.put("kept", until.toString());
      case Reply.Refused(String code) -> json.put("refused", code);
      case Reply.Back() -> json.put("back", true);
      case Reply.Arrived() -> json.put("arrived", true);
    }
    return json.toBuffer().getBytes();
  }

  static Reply reply(byte[] bytes) throws Message.Wrong {
    try {
      JsonObject json = Message.json(bytes);
      if (json.containsKey("kept")) return new Reply.Kept(Instant.parse(json.getString("kept")));
      if (json.containsKey("back")) return new Reply.Back();
      if (json.containsKey("arrived")) return new Reply.Arrived();
      String code = json.getString("refused");
      if (!code.matches(CODE)) throw new IllegalArgumentException("no refusal: " + code);
      return new Reply.Refused(code);
    } catch (DecodeException
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | DateTimeException e) {
      throw new Message.Wrong("no answer to a command", e);
    }
  }
}
