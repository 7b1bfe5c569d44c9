package org.xuhao.web;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Ticket;

/**
 * Knows visitors by hashes, of which each has one for each month's key that is left. What a hall
 * keeps of a visitor stands under one of them; as long as something does, the visitor goes by that
 * one, so that cases, appointments and limits go on when the month ends.
 */
final class Visitors {
  private final Function<String, List<String>> hashes;
  private final Supplier<Hall> hall;

  /** {@code hashes} gives those of an identity number, the newest first and at least one. */
  Visitors(Function<String, List<String>> hashes, Supplier<Hall> hall) {
    this.hashes = hashes;
    this.hall = hall;
  }

  /** The hash that a visitor goes by now. */
  String of(String identity) {
    return of(hashes.apply(identity));
  }

  /** The same of one whose hashes are {@code all}, the newest first. */
  String of(List<String> all) {
    Hall now = hall.get();
    for (String hash : all.reversed()) if (isKnown(now, hash)) return hash;
    for (Ticket ticket : now.tickets()) {
      String holder = ticket.matter().visitor();
      if (holder != null && all.contains(holder)) return holder;
    }
    return all.getFirst();
  }

  private static boolean isKnown(Hall hall, String hash) {
    return !hall.cases().ofVisitor(hash).isEmpty() || hall.bookings().knows(hash);
  }

  /** All hashes of a visitor, the newest first. */
  List<String> hashes(String identity) {
    return hashes.apply(identity);
  }

  /** The open cases of one whose hashes are {@code all}, the newest first. */
  List<CaseFile> cases(List<String> all) {
    var cases = hall.get().cases();
    return all.reversed().stream().flatMap(hash -> cases.ofVisitor(hash).stream()).toList();
  }
}
