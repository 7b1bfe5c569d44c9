package org.xuhao.soak.lines;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One line, its devices by name, and what goes wrong with it: all kinds in turn, then again. */
final class Station {
  private final String name;
  private final List<String> devices;
  private final List<Prank> pranks;
  private final Course course;
  private final Random chance;
  private final List<Prank> deck = new ArrayList<>();
  private @Nullable Prank on;
  private long nextNanos;

  /**
   * The first prank comes first; after it the order is the seed's.
   *
   * @param name empty: its devices hang on no line
   */
  Station(String name, List<String> devices, List<Prank> pranks, Course course, long seed) {
    this.name = name;
    this.devices = List.copyOf(devices);
    this.pranks = List.copyOf(pranks);
    this.course = course;
    chance = new Random(seed);
    shuffle();
    deck.remove(pranks.getFirst());
    deck.addFirst(pranks.getFirst());
  }

  /** From now on things go wrong. */
  void begin() {
    nextNanos = System.nanoTime() + course.gap(chance).toNanos();
  }

  String name() {
    return name;
  }

  /** Whose faults are this line's: the line and its devices, as faults name them. */
  List<String> subjects() {
    var subjects = new ArrayList<String>();
    if (!name.isEmpty()) subjects.add("line " + name);
    for (String device : devices) subjects.add("device " + device);
    return subjects;
  }

  List<String> devices() {
    return devices;
  }

  /** Begins or ends what is due; counts what begins. */
  void step(long nowNanos, Map<Prank.Kind, Integer> counts) throws Exception {
    if (nowNanos < nextNanos) return;
    Prank was = on;
    if (was != null) {
      heal();
      nextNanos = nowNanos + course.gap(chance).toNanos();
    } else {
      if (deck.isEmpty()) shuffle();
      Prank begins = deck.removeFirst();
      on = begins;
      begins.begins().go();
      counts.merge(begins.kind(), 1, Integer::sum);
      nextNanos = nowNanos + course.lasts(chance).toNanos();
    }
  }

  private void shuffle() {
    deck.addAll(pranks);
    Collections.shuffle(deck, chance);
  }

  /** Ends what goes wrong now. */
  void heal() throws Exception {
    Prank was = on;
    on = null;
    if (was != null) was.ends().go();
  }
}
