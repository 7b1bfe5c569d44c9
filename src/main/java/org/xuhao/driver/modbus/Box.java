package org.xuhao.driver.modbus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xuhao.driver.modbus.ModbusConfig.Field;

/**
 * The keys of one device as they were last read.
 *
 * <p>With a counter each press counts once: a lost answer is asked for again and says the same
 * number. With bits a press is a bit that was down and is up when it is next read; a shorter one is
 * lost.
 *
 * @param last the counter, or the bits; -1: not known
 * @param readAt when that was read
 */
record Box(ModbusConfig config, int last, Instant readAt) {

  /**
   * More new presses than this at once are a box that began to count anew. Own choice: nobody
   * presses so often between two polls.
   */
  static final int PRESSES_MOST = 8;

  /** What was pressed before a longer silence than this is not meant any more. Own choice. */
  static final Duration STALE_AFTER = Duration.ofSeconds(2);

  /** A poll may be as rare as the hall's file likes; so many in a row may be lost. */
  private static final int POLLS_LOST = 3;

  /** The presses found, and how many more there were whose keys nobody knows. */
  record Found(Box next, List<Integer> codes, int missed) {}

  static Box of(ModbusConfig config) {
    return new Box(config, -1, Instant.EPOCH);
  }

  /** What was pressed while nobody could read it is not meant any more. */
  Box forget() {
    return of(config);
  }

  /** What reads the keys; empty: the device has none. */
  Optional<Question.Read> question() {
    int function = config.input() ? RtuFrame.READ_INPUT : RtuFrame.READ_HOLDING;
    if (config.has(Field.BUTTONS))
      return Optional.of(new Question.Read(function, config.at(Field.BUTTONS), 1));
    if (!config.has(Field.EVENTS)) return Optional.empty();
    int events = config.at(Field.EVENTS);
    int key = config.at(Field.KEY);
    int count = Math.abs(events - key) + 1;
    return Optional.of(new Question.Read(function, Math.min(events, key), count));
  }

  /** Folds an answer to {@link #question()} in. */
  Found read(List<Integer> values, Instant at) {
    Duration stale = config.poll().multipliedBy(POLLS_LOST).plus(STALE_AFTER);
    boolean known = last >= 0 && at.isBefore(readAt.plus(stale));
    return config.has(Field.BUTTONS) ? bits(values, at, known) : counted(values, at, known);
  }

  private Found counted(List<Integer> values, Instant at, boolean known) {
    boolean counterFirst = config.at(Field.EVENTS) <= config.at(Field.KEY);
    int counter = counterFirst ? values.getFirst() : values.getLast();
    int key = counterFirst ? values.getLast() : values.getFirst();
    int more = (counter - last) & 0xFFFF;
    boolean pressed = known && more > 0 && more <= PRESSES_MOST;
    var next = new Box(config, counter, at);
    return new Found(next, pressed ? List.of(key) : List.of(), pressed ? more - 1 : 0);
  }

  private Found bits(List<Integer> values, Instant at, boolean known) {
    int now = values.getFirst();
    var codes = new ArrayList<Integer>();
    int risen = known ? now & ~last : 0;
    for (int bit = 0; bit < 16; bit++) if ((risen >> bit & 1) == 1) codes.add(bit);
    return new Found(new Box(config, now, at), codes, 0);
  }
}
