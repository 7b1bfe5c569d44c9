package org.xuhao.link;

import io.nats.client.Connection;
import io.nats.client.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Ask;
import org.xuhao.hall.BookingEvent.AppointmentBooked;
import org.xuhao.hall.Command;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.link.ErrandText.Reply;
import org.xuhao.loop.Answer;

/**
 * Takes what other halls command this one: its own loop decides, and it is on disk before it is
 * answered. A command that comes twice gets the first answer.
 */
final class ErrandDesk {
  private static final Logger LOG = LoggerFactory.getLogger(ErrandDesk.class);

  /** Refusals are answered again out of memory; the oldest go first. Twice a busy day's. */
  private static final int REFUSED_MAX = 1_000;

  private final Address address;
  private final Function<Ask, ? extends CompletionStage<Answer>> ask;
  private final Consumer<CaseId> learn;
  private final LinkWatch watch;
  private final Map<BookingId, Reply> refused = new LinkedHashMap<>();

  /** {@code learn}: has the hall know a case that somebody is coming for. */
  ErrandDesk(
      Address address,
      Function<Ask, ? extends CompletionStage<Answer>> ask,
      Consumer<CaseId> learn,
      LinkWatch watch) {
    this.address = address;
    this.ask = ask;
    this.learn = learn;
    this.watch = watch;
  }

  void listen(Connection reached) {
    var dispatcher = reached.createDispatcher();
    dispatcher.subscribe(address.commands(), message -> take(reached, message));
  }

  private void take(Connection reached, Message message) {
    String subject = message.getSubject();
    String from = Address.commander(subject);
    try {
      var command = ErrandText.command(Address.sender(subject), message.getData());
      if (command instanceof Command.Reserve reserve) reserve(reached, message, from, reserve);
      else decide(reached, message, from, command);
    } catch (org.xuhao.link.Message.Wrong e) {
      LOG.debug("A command of {} is passed over", from, e);
      watch.unread(from, String.valueOf(e.getMessage()));
    }
  }

  private void reserve(Connection reached, Message message, String from, Command.Reserve command) {
    Reply first = first(command.booking());
    if (first != null) answer(reached, message, first);
    else decide(reached, message, from, command);
  }

  private void decide(
      Connection reached, Message message, String from, Command.OfReservation command) {
    String verb = command instanceof Command.Reserve ? ErrandText.RESERVE : ErrandText.CANCEL;
    var by = new By(By.Role.LINK, from, "district");
    ask.apply(new Ask(verb + "/" + command.booking(), by, command))
        .whenComplete((decided, broken) -> {
          Reply reply = broken == null ? reply(command, decided) : null;
          // Without an answer the other hall asks again, and gives it back in the end.
          if (reply == null) LOG.warn("{} of {} is not answered: {}", verb, from, decided, broken);
          else answer(reached, message, reply);
        });
  }

  private @Nullable Reply reply(Command.OfReservation command, Answer decided) {
    return switch (decided) {
      case Answer.Accepted(Entry entry, boolean repeated) -> accepted(command, entry);
      case Answer.Refused(Refusal why) -> refused(command, why);
      case Answer.Busy busy -> null;
      case Answer.Unwritable unwritable -> null;
    };
  }

  private Reply accepted(Command.OfReservation command, Entry entry) {
    if (command instanceof Command.Reserve reserve && reserve.file() != null)
      learn.accept(reserve.file());
    for (Event event : entry.events())
      if (event instanceof AppointmentBooked booked) return new Reply.Kept(booked.ends());
    return new Reply.Back();
  }

  private Reply refused(Command.OfReservation command, Refusal why) {
    if (command instanceof Command.GiveBack) {
      if (why == Refusal.TICKET_EXISTS) return new Reply.Arrived();
      return why == Refusal.NO_SUCH_BOOKING ? new Reply.Back() : new Reply.Refused(why.code());
    }
    return remember(command.booking(), new Reply.Refused(why.code()));
  }

  private synchronized @Nullable Reply first(BookingId id) {
    return refused.get(id);
  }

  private synchronized Reply remember(BookingId id, Reply reply) {
    if (refused.size() >= REFUSED_MAX) refused.remove(refused.keySet().iterator().next());
    Reply before = refused.putIfAbsent(id, reply);
    return before == null ? reply : before;
  }

  private static void answer(Connection reached, Message message, Reply reply) {
    String to = message.getReplyTo();
    if (to != null) Server.say(reached, to, ErrandText.of(reply));
  }
}
