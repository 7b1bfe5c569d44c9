package org.xuhao.hall;

import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.ClassCode;

/**
 * What a ticket's waiting counts for. Tickets of one service with the same rate, booked or not, are
 * one lane: among them only the place decides.
 *
 * @param rate each minute waited counts as so many; 1 for everybody else
 * @param booked came by appointment
 * @param priority the class it was granted, if any
 */
public record Standing(int rate, boolean booked, @Nullable ClassCode priority) {
  /** Everybody who has neither a class nor an appointment. */
  public static final Standing NORMAL = new Standing(1, false, null);

  public Standing {
    if (rate < 1) throw new IllegalArgumentException("rate " + rate);
  }

  Lane lane() {
    return new Lane(rate, booked);
  }

  /** The lane of a service that a ticket stands in. */
  record Lane(int rate, boolean booked) implements Comparable<Lane> {
    @Override
    public int compareTo(Lane other) {
      int byRate = Integer.compare(rate, other.rate);
      return byRate != 0 ? byRate : Boolean.compare(booked, other.booked);
    }
  }
}
