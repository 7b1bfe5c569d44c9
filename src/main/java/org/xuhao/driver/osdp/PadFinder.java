package org.xuhao.driver.osdp;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;

/**
 * Finds pads of the open profile that share a line and have no address yet, or the same one, and
 * numbers them. It asks who lies in a range of serial numbers; where several speak at once it
 * halves the range; who is found is silenced until the end. Source: protocol.md of osdp-pad, "Being
 * found", after RDM (ANSI E1.20).
 *
 * <p>Thirty-two pads take some hundred questions. For one thread; blocks as its wire does.
 */
public final class PadFinder {

  /** Bytes of a pad's own number: two of its profile, four of its serial number. */
  static final int UID = 6;

  /** For every pad; a pad that was never numbered has it as its own. */
  private static final int ALL = 0x7F;

  private static final int PREAMBLE = 0xFE;
  private static final int BEGINS = 0xAA;

  /** The number twice and its sum twice. */
  private static final int CODED = 2 * (UID + 2);

  /** An answer may be lost to noise; silence is believed when it comes twice. Own choice. */
  private static final int ASKED_TIMES = 2;

  /** More questions than 127 pads need at worst, each range halved 48 times. */
  private static final int QUESTIONS_MOST = 127 * (48 + 2) * ASKED_TIMES;

  private static final BigInteger LAST = BigInteger.ONE.shiftLeft(8 * UID).subtract(BigInteger.ONE);

  private final Wire wire;
  private final List<Bytes> found = new ArrayList<>();
  private int questions;

  /** A line with nobody else at it. */
  @FunctionalInterface
  public interface Wire {
    /** Says bytes; gives what came until the line was quiet, or nothing. */
    Bytes ask(Bytes said);
  }

  public PadFinder(Wire wire) {
    this.wire = wire;
  }

  /** Asks the pad at an address who it is; 127: the only pad on the line. */
  public static OsdpFrame identify(int address) {
    return OsdpFrame.plain(address, 0, Order.id());
  }

  /** The own numbers of all pads that let themselves be found, lowest first. */
  public List<Bytes> find() {
    found.clear();
    questions = 0;
    toAll(Order.UNFOUND, Bytes.NONE);
    search(BigInteger.ZERO, LAST);
    return List.copyOf(found);
  }

  /** How many questions the last search took. */
  public int questions() {
    return questions;
  }

  /** Gives the pad with this own number an address, 0..126; whether it took it. */
  public boolean number(Bytes uid, int address) {
    return isTaken(Order.NUMBER, uid.then(Bytes.of(address)), address);
  }

  /** Gives the pad at one address another; whether it took it. Any OSDP pad can. */
  public boolean move(int from, int to, int baud) {
    Bytes reply = ask(OsdpFrame.plain(from, 0, Order.address(to, baud)).bytes());
    return OsdpCodec.decode(reply).frames().stream()
        .anyMatch(frame -> frame.reply() && frame.address() == from && frame.code() == Reply.COM);
  }

  /** Shows a line of text on the pad at {@code address} and sounds it, so that a person sees it. */
  public void show(int address, String text) {
    ask(OsdpFrame.plain(address, 0, Order.line(1, Order.Align.MIDDLE, text)).bytes());
    ask(OsdpFrame.plain(address, 1, Order.beep(2)).bytes());
  }

  private void search(BigInteger from, BigInteger to) {
    while (questions < QUESTIONS_MOST) {
      Bytes reply = heard(from, to);
      if (reply.isEmpty()) return;
      Optional<Bytes> one = decode(reply);
      boolean silenced = one.isPresent() && isTaken(Order.FOUND, one.get(), -1);
      if (silenced && !found.contains(one.get())) found.add(one.get());
      if (silenced) continue;
      if (from.equals(to)) return;
      BigInteger middle = from.add(to).shiftRight(1);
      search(from, middle);
      search(middle.add(BigInteger.ONE), to);
      return;
    }
  }

  private Bytes heard(BigInteger from, BigInteger to) {
    Bytes reply = Bytes.NONE;
    for (int i = 0; i < ASKED_TIMES && reply.isEmpty(); i++)
      reply = toAll(Order.BRANCH, number(from).then(number(to)));
    return reply;
  }

  private boolean isTaken(int sub, Bytes data, int address) {
    for (int i = 0; i < ASKED_TIMES; i++)
      for (OsdpFrame frame : OsdpCodec.decode(toAll(sub, data)).frames())
        if (frame.reply()
            && frame.code() == Reply.ACK
            && (address < 0 || frame.address() == address)) return true;
    return false;
  }

  private Bytes toAll(int sub, Bytes data) {
    return ask(OsdpFrame.plain(ALL, 0, Order.profile(sub, data)).bytes());
  }

  private Bytes ask(Bytes frame) {
    questions++;
    return wire.ask(OsdpFrame.MARK.then(frame));
  }

  private static Bytes number(BigInteger value) {
    byte[] raw = value.toByteArray();
    var out = new BytesWriter();
    for (int i = UID; i > 0; i--) out.add(i > raw.length ? 0 : raw[raw.length - i]);
    return out.bytes();
  }

  /** The number of a pad that spoke alone; empty: several did, or noise. */
  static Optional<Bytes> decode(Bytes reply) {
    int at = 0;
    while (at < reply.size() && reply.at(at) == PREAMBLE) at++;
    if (reply.size() - at != 1 + CODED || reply.at(at) != BEGINS) return Optional.empty();
    Bytes coded = reply.from(at + 1);
    var plain = new BytesWriter();
    int sum = 0;
    for (int i = 0; i < CODED; i += 2) {
      int high = coded.at(i);
      int low = coded.at(i + 1);
      if ((high & 0xAA) != 0xAA || (low & 0x55) != 0x55) return Optional.empty();
      plain.add(high & low);
      if (i < 2 * UID) sum += high + low;
    }
    Bytes all = plain.bytes();
    boolean sound = (all.at(UID) << 8 | all.at(UID + 1)) == (sum & 0xFFFF);
    return sound ? Optional.of(all.slice(0, UID)) : Optional.empty();
  }
}
