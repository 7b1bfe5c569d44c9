package org.xuhao.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The cards read in the last minutes, by a word that only the page of their dispenser is told: the
 * hash of a number is a name for life and does not leave the server. Safe from any thread.
 */
final class ReadCards {

  /** Somebody reads two offers, slowly, and chooses. */
  private static final Duration KEPT = Duration.ofMinutes(3);

  /** Cards of {@link #KEPT} at twenty dispensers; the oldest goes first. */
  private static final int CARDS_MAX = 200;

  private record Card(String word, List<String> visitor, long untilNanos) {}

  private final LongSupplier elapsedNanos;
  private final Supplier<String> freshWord;
  private final ArrayDeque<Card> cards = new ArrayDeque<>();

  ReadCards(LongSupplier elapsedNanos, Supplier<String> freshWord) {
    this.elapsedNanos = elapsedNanos;
    this.freshWord = freshWord;
  }

  /** Keeps whose card it was; gives the word for it. */
  synchronized String keep(List<String> visitor) {
    forgetOld();
    if (cards.size() == CARDS_MAX) cards.removeFirst();
    String word = freshWord.get();
    cards.addLast(new Card(word, visitor, elapsedNanos.getAsLong() + KEPT.toNanos()));
    return word;
  }

  /** The hashes of the holder; empty once it is too long ago. */
  synchronized Optional<List<String>> visitor(String word) {
    forgetOld();
    for (Card card : cards) if (card.word().equals(word)) return Optional.of(card.visitor());
    return Optional.empty();
  }

  private void forgetOld() {
    long now = elapsedNanos.getAsLong();
    while (!cards.isEmpty() && cards.peekFirst().untilNanos() - now <= 0) cards.removeFirst();
  }
}
