package org.xuhao.soak.lines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people did and what they were told: against it the hall's journal is checked. */
final class Diary {

  /** One press of a key, whatever became of it. */
  record Press(String device, Key key, Instant at) {}

  private final List<Press> presses = new ArrayList<>();

  /** By the request's key: the number that was told. */
  private final Map<String, String> tickets = new LinkedHashMap<>();

  private final List<String> violations = new ArrayList<>();
  private int refused;
  private int unanswered;
  private int cards;

  void pressed(String device, Key key) {
    presses.add(new Press(device, key, Instant.now()));
  }

  void told(String request, String number) {
    String before = tickets.put(request, number);
    if (before != null && !before.equals(number))
      violation("request %s was told %s, then %s".formatted(request, before, number));
  }

  void refused() {
    refused++;
  }

  /** Somebody left who was not answered: there may be a ticket of which he does not know. */
  void unanswered() {
    unanswered++;
  }

  void cardRead() {
    cards++;
  }

  void violation(String what) {
    violations.add(what);
  }

  List<Press> presses() {
    return presses;
  }

  Map<String, String> tickets() {
    return tickets;
  }

  /** Tickets that the hall's rules refused. */
  int refusals() {
    return refused;
  }

  int unansweredCount() {
    return unanswered;
  }

  /** Cards that were read and proved to be the one that lay there. */
  int cards() {
    return cards;
  }

  List<String> violations() {
    return violations;
  }
}
