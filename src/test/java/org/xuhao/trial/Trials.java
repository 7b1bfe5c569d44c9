package org.xuhao.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Tries a property on many drawn lists of steps. A list that fails is made as short as it can be
 * while it still fails, and the failure names the seed that draws it.
 *
 * <p>{@code -Dtrial.seed=N} tries that one seed only; {@code -Dtrial.count=N} tries seeds 0 to N-1;
 * {@code -Dtrial.shrink=N} shortens a failure with at most N tries.
 */
@NullMarked
public final class Trials {

  /** Seeds tried unless told otherwise: a few seconds for a day of a hall. */
  public static final int COUNT = 500;

  /**
   * Tries while shortening one failure: keeps a slow property from shrinking for ever. The list
   * found so far is reported when they are used up.
   */
  static final int SHRINK_TRIES_MAX = 5_000;

  private Trials() {}

  /** What must hold for every list of steps; it throws where it does not. */
  @FunctionalInterface
  public interface Property<S> {
    void holdsFor(List<S> steps) throws Exception;
  }

  /** Draws one list of steps a seed and checks the property on each. */
  public static <S> void check(Function<Random, List<S>> draw, Property<S> property) {
    @Nullable Long only = Long.getLong("trial.seed");
    long first = only == null ? 0 : only;
    long end = only == null ? Integer.getInteger("trial.count", COUNT) : only + 1;
    for (long seed = first; seed < end; seed++) {
      List<S> steps = List.copyOf(draw.apply(new Random(seed)));
      if (failure(property, steps) != null) throw report(seed, steps, property);
    }
  }

  /** Checks a property of the drawing itself: one value a seed, nothing to shorten. */
  public static <V> void checkEach(Function<Random, V> draw, Property<V> property) {
    check(random -> List.of(draw.apply(random)), property);
  }

  private static <S> AssertionError report(long seed, List<S> steps, Property<S> property) {
    List<S> few = shortest(steps, shorter -> failure(property, shorter) != null);
    var said = new StringBuilder();
    said.append("seed ").append(seed).append(" fails; ");
    said.append(few.size()).append(" of its ").append(steps.size()).append(" steps are enough");
    for (S step : few) said.append("\n    ").append(step);
    said.append("\n  again with: -Dtrial.seed=").append(seed);
    return new AssertionError(said.toString(), failure(property, few));
  }

  /** What the property throws on {@code steps}; null when it holds. */
  private static <S> @Nullable Throwable failure(Property<S> property, List<S> steps) {
    try {
      property.holdsFor(steps);
      return null;
    } catch (Exception | AssertionError e) {
      return e;
    }
  }

  /**
   * A list no single step of which can be left out: cuts out halves, then quarters, down to single
   * steps, and starts over as long as a round of single steps still removed something.
   */
  public static <S> List<S> shortest(List<S> steps, Predicate<List<S>> fails) {
    List<S> best = steps;
    int left = Integer.getInteger("trial.shrink", SHRINK_TRIES_MAX);
    int size = Math.max(1, steps.size() / 2);
    while (left > 0 && !best.isEmpty()) {
      int before = best.size();
      for (int from = 0; from < best.size() && left > 0; left--) {
        List<S> shorter = without(best, from, Math.min(best.size(), from + size));
        if (fails.test(shorter)) best = shorter;
        else from += size;
      }
      if (size == 1 && best.size() == before) return best;
      size = Math.max(1, size / 2);
    }
    return best;
  }

  private static <S> List<S> without(List<S> steps, int from, int to) {
    var rest = new ArrayList<S>(steps.subList(0, from));
    rest.addAll(steps.subList(to, steps.size()));
    return List.copyOf(rest);
  }
}
