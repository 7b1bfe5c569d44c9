package org.xuhao.driver.osdp;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.Output;
import org.xuhao.driver.Output.Figure;
import org.xuhao.driver.Silence;
import org.xuhao.driver.osdp.OsdpConfig.Security;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.wire.Bytes;

/**
 * The control panel's side of one pad's session: who it is, what it can, its secure channel, and
 * one command at a time until it is answered. A command whose answer was lost is repeated byte for
 * byte under its sequence number, so the pad says its answer again and does nothing twice.
 *
 * <p>Changed in place by the driver, which works on a copy.
 */
final class PadLink {

  /** How often one command is sent in all. Own choice: two lost frames are noise, three no pad. */
  static final int SENDS_MAX = 3;

  /** A busy pad is asked again after this, {@link #BUSY_MAX} times. Own choice: 2 s in all. */
  static final Duration BUSY_PAUSE = Duration.ofMillis(50);

  static final int BUSY_MAX = 40;

  /** The first pause before a session that failed is begun anew; it doubles. Own choice. */
  static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  /** Source: pad profile, point 5: a dead pad costs one time-out in 5 s. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** A byte of 10 bits on the slowest line, 9600 baud, takes 1.04 ms; rounded up. */
  private static final Duration BYTE_TIME = Duration.ofNanos(1_100_000);

  /** Bytes of the shortest reply, whose time is part of the wait. */
  private static final int REPLY_LEAST = 8;

  /** The key that every pad knows until it has one of its own. Source: protocol.md. */
  private static final Bytes DEFAULT_KEY = Bytes.hex("303132333435363738393A3B3C3D3E3F");

  /** For a walk from the screen to the pad's jumper and back. Own choice. */
  private static final Duration ADMITS_FOR = Duration.ofMinutes(2);

  private static final int SECURE_CHANNEL = 9;
  private static final int AES128 = 1;
  private static final int DOUBLINGS_MAX = 8;

  /** How far a session has come. */
  enum Stage {
    IDENTITY,
    CAPABILITIES,
    CHALLENGE,
    PROOF,
    KEY_SET,
    READY
  }

  /** A reply and the order it answers. */
  record Answer(Order order, Reply reply) {}

  private final OsdpConfig pad;
  private Stage stage = Stage.IDENTITY;
  private int sequence;
  private @Nullable Asked asked;
  private @Nullable Handshake handshake;
  private @Nullable SecureChannel channel;
  private boolean installing;
  private Bytes block;
  private Bytes vendor = Bytes.NONE;
  private SortedMap<Integer, Bytes> functions = Collections.emptySortedMap();
  private Silence silence;
  private int busy;
  private int failures;
  private Instant notBefore = Instant.EPOCH;
  private Instant since = Instant.EPOCH;
  private boolean distrusted;
  private Instant admitsUntil = Instant.EPOCH;

  PadLink(OsdpConfig pad) {
    this.pad = pad;
    block = pad.secret().chance().from(Aes.BLOCK);
    silence = Silence.none(pad.name());
  }

  PadLink(PadLink other) {
    pad = other.pad;
    stage = other.stage;
    sequence = other.sequence;
    asked = other.asked;
    handshake = other.handshake;
    channel = other.channel;
    installing = other.installing;
    block = other.block;
    vendor = other.vendor;
    functions = other.functions;
    silence = other.silence;
    busy = other.busy;
    failures = other.failures;
    notBefore = other.notBefore;
    since = other.since;
    distrusted = other.distrusted;
    admitsUntil = other.admitsUntil;
  }

  /** The line was lost or is open anew: whatever the pad knew may be gone. */
  void reset(Instant at) {
    failures = 0;
    installing = false;
    silence = silence.askedAnew();
    begin(at);
  }

  /** Whoever is responsible says that a pad which does not know its key may be given it now. */
  void admit(Instant at) {
    admitsUntil = at.plus(ADMITS_FOR);
    if (isReady()) return;
    failures = 0;
    if (asked == null) begin(at);
  }

  private void begin(Instant from) {
    stage = Stage.IDENTITY;
    sequence = 0;
    asked = null;
    handshake = null;
    channel = null;
    busy = 0;
    notBefore = from;
    since = from;
  }

  /** Whether orders may be given. */
  boolean isReady() {
    return stage == Stage.READY;
  }

  boolean isSilent() {
    return silence.raised();
  }

  /** Whether it named itself a pad of the open profile. */
  boolean isOfProfile() {
    return vendor.equals(Order.PROFILE);
  }

  /** Compliance of a function that the pad reported; 0: it cannot. */
  int compliance(int function) {
    Bytes told = functions.get(function);
    return told == null ? 0 : told.at(0);
  }

  /** The pad owes an answer until then; null: it owes none. */
  @Nullable Instant owesUntil() {
    Asked open = asked;
    return open == null || open.waits() ? null : open.until();
  }

  /** Whether something is to be said whatever the driver wants: a repetition or the handshake. */
  boolean hasToSay() {
    return asked != null || stage != Stage.READY;
  }

  /** Nothing may be said to the pad earlier. */
  Instant notBefore() {
    return notBefore;
  }

  /** When what it has to say came up: who waits longest on a bus goes first. */
  Instant since() {
    return since;
  }

  /** Says the next thing at {@code at}: what is owed, else {@code wanted}, where it is ready. */
  void say(Order wanted, Instant at, List<Output> out) {
    if (notBefore.isAfter(at)) return;
    Asked open = asked;
    if (open != null && !open.waits()) return;
    if (open == null) open = next(wanted);
    else out.add(new Output.Count(pad.name(), Figure.RETRIES, 1));
    out.add(new Output.Send(OsdpFrame.MARK.then(open.bytes()), at));
    out.add(new Output.Count(pad.name(), Figure.FRAMES_OUT, 1));
    Duration bytes = BYTE_TIME.multipliedBy(open.bytes().size() + REPLY_LEAST);
    Instant until = at.plus(pad.replyWithin()).plus(bytes);
    asked =
        new Asked(open.order(), open.bytes(), open.sequence(), at, until, open.sends() + 1, false);
  }

  private Asked next(Order wanted) {
    OsdpFrame frame =
        switch (stage) {
          case IDENTITY -> OsdpFrame.plain(pad.address(), sequence, Order.id());
          case CAPABILITIES -> OsdpFrame.plain(pad.address(), sequence, Order.capabilities());
          case CHALLENGE -> challenge();
          case PROOF -> held(handshake).proof(pad.address(), sequence);
          case KEY_SET -> sealed(Order.keySet(pad.secret().key()));
          case READY ->
              channel == null ? OsdpFrame.plain(pad.address(), sequence, wanted) : sealed(wanted);
        };
    Order order = stage == Stage.READY ? wanted : new Order(frame.code(), Bytes.NONE);
    var said = new Asked(order, frame.bytes(), sequence, Instant.EPOCH, Instant.EPOCH, 0, false);
    sequence = sequence == OsdpFrame.SEQUENCE ? 1 : sequence + 1;
    return said;
  }

  private OsdpFrame challenge() {
    Bytes number = block.slice(0, Handshake.NUMBER);
    block = Aes.encrypt(pad.secret().chance().slice(0, Aes.BLOCK), block);
    var begun = new Handshake(installing ? DEFAULT_KEY : pad.secret().key(), !installing, number);
    handshake = begun;
    return begun.challenge(pad.address(), sequence);
  }

  private OsdpFrame sealed(Order order) {
    var sealed = held(channel).seal(pad.address(), sequence, order);
    channel = sealed.next();
    return sealed.frame();
  }

  private static <T> T held(@Nullable T part) {
    if (part == null) throw new IllegalStateException("a stage of the handshake was left out");
    return part;
  }

  /**
   * Takes a frame of this pad; gives the answer to an order of the driver, if it is one. Anything
   * that was not asked for is passed over.
   */
  Optional<Answer> hear(OsdpFrame frame, Instant at, List<Output> out) {
    Asked open = asked;
    boolean signed = frame.mac().size() > 0;
    Reply reply = signed ? new Reply.Other(frame.code()) : Reply.of(frame.code(), frame.payload());
    boolean fits = open != null && (frame.sequence() == open.sequence() || reply.isOutOfTurn());
    if (open == null || !fits || (signed && channel == null)) return ignored(out);
    out.add(new Output.Count(pad.name(), Figure.FRAMES_IN, 1));
    silence = silence.heard(out);
    if (signed) return sealedReply(open, frame, at, out);
    if (reply instanceof Reply.Nak(int error) && error == Reply.NAK_CHECK) {
      timeOut(at, out);
      return Optional.empty();
    }
    if (reply instanceof Reply.Busy) return busy(open, at, out);
    if (channel == null) return answered(open, reply, frame.block(), at, out);
    // In an open channel only a refusal comes in the clear: the pad lost the session.
    if (!(reply instanceof Reply.Nak)) return ignored(out);
    failed(at);
    return Optional.empty();
  }

  private Optional<Answer> ignored(List<Output> out) {
    out.add(new Output.Count(pad.name(), Figure.IGNORED_FRAMES, 1));
    return Optional.empty();
  }

  private Optional<Answer> sealedReply(Asked open, OsdpFrame frame, Instant at, List<Output> out) {
    Optional<SecureChannel.Opened> opened = held(channel).open(frame);
    if (opened.isEmpty()) {
      failed(at);
      return Optional.empty();
    }
    channel = opened.get().next();
    return answered(open, opened.get().reply(), Bytes.NONE, at, out);
  }

  private Optional<Answer> busy(Asked open, Instant at, List<Output> out) {
    busy++;
    if (busy > BUSY_MAX) gaveNoAnswer(at, out);
    else {
      asked = new Asked(open.order(), open.bytes(), open.sequence(), at, at, 0, true);
      notBefore = at.plus(BUSY_PAUSE);
    }
    return Optional.empty();
  }

  private Optional<Answer> answered(
      Asked open, Reply reply, Bytes block, Instant at, List<Output> out) {
    asked = null;
    busy = 0;
    since = at;
    out.add(new Output.RoundTrip(pad.name(), Duration.between(open.at(), at)));
    boolean lost = reply instanceof Reply.Nak nak && nak.isOfNoSession();
    switch (stage) {
      case IDENTITY -> {
        vendor = reply instanceof Reply.Identity id ? id.vendor() : Bytes.NONE;
        stage = Stage.CAPABILITIES;
      }
      case CAPABILITIES -> {
        functions = reply instanceof Reply.Capabilities can ? can.functions() : new TreeMap<>();
        afterCapabilities(at, out);
      }
      case CHALLENGE -> challenged(reply, block, at, out);
      case PROOF -> proved(reply, block, at, out);
      case KEY_SET -> keySet(reply, at, out);
      case READY -> {
        if (!lost) return Optional.of(new Answer(open.order(), reply));
        failed(at);
      }
    }
    return Optional.empty();
  }

  private void afterCapabilities(Instant at, List<Output> out) {
    if (pad.security() == Security.OFF) ready(out);
    else if ((compliance(SECURE_CHANNEL) & AES128) == 0)
      distrust("the pad reports no secure channel", at, out);
    else {
      stage = Stage.CHALLENGE;
      sequence = 0;
    }
  }

  private void challenged(Reply reply, Bytes block, Instant at, List<Output> out) {
    boolean admits = pad.security() == Security.INSTALL || at.isBefore(admitsUntil);
    boolean proved =
        reply instanceof Reply.Challenged answer && held(handshake).isProved(answer, block);
    if (proved) {
      handshake = held(handshake).with(((Reply.Challenged) reply).number());
      stage = Stage.PROOF;
    } else if (admits && !installing) {
      installing = true;
      begin(at);
    } else {
      installing = false;
      distrust("the pad does not prove that it has its key", at, out);
    }
  }

  private void proved(Reply reply, Bytes block, Instant at, List<Output> out) {
    boolean open = reply instanceof Reply.FirstMac(var mac) && held(handshake).isOpen(mac, block);
    if (!open) {
      installing = false;
      distrust("the pad does not take our proof", at, out);
      return;
    }
    channel = held(handshake).channel();
    if (installing) stage = Stage.KEY_SET;
    else ready(out);
  }

  /** The pad answers with its own key from now on. */
  private void keySet(Reply reply, Instant at, List<Output> out) {
    installing = false;
    if (reply instanceof Reply.Ack) {
      admitsUntil = Instant.EPOCH;
      begin(at);
    } else distrust("the pad refuses a key of its own", at, out);
  }

  private void ready(List<Output> out) {
    stage = Stage.READY;
    failures = 0;
    if (distrusted) out.add(new Output.Clear(FaultCode.PAD_KEY, subject()));
    distrusted = false;
  }

  private void distrust(String why, Instant at, List<Output> out) {
    if (!distrusted) out.add(new Output.Raise(new Fault(FaultCode.PAD_KEY, subject(), why, at)));
    distrusted = true;
    failed(at);
  }

  /** The session is over; the pad is asked anew after a pause that grows. */
  private void failed(Instant at) {
    installing = false;
    failures++;
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
    begin(at.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
  }

  /** The answer did not come. */
  void timeOut(Instant at, List<Output> out) {
    Asked open = asked;
    if (open == null || open.waits()) return;
    since = at;
    // A pad that was already missed is asked once: the others wait for it.
    boolean known = stage != Stage.IDENTITY || failures == 0;
    if (known && open.sends() < SENDS_MAX) {
      out.add(new Output.Count(pad.name(), Figure.TIMEOUTS, 1));
      asked = open.again();
    } else gaveNoAnswer(at, out);
  }

  private void gaveNoAnswer(Instant at, List<Output> out) {
    silence = silence.missed(at, out);
    failed(at);
  }

  private String subject() {
    return "device " + pad.name();
  }
}
