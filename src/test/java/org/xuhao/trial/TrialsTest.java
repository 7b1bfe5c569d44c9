package org.xuhao.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialsTest {

  private static List<Integer> draw(Random random) {
    return random.ints(40, 0, 100).boxed().toList();
  }

  @Test
  void aPropertyThatHoldsIsTriedOnEverySeed() {
    var tried = new ArrayList<List<Integer>>();
    Trials.check(TrialsTest::draw, tried::add);
    int count = Long.getLong("trial.seed") != null ? 1 : Integer.getInteger("trial.count", 500);
    assertEquals(count, tried.size());
    assertTrue(tried.stream().distinct().count() > count / 2);
  }

  @Test
  void aFailureNamesItsSeedAndOnlyTheStepsItNeeds() {
    var failed =
        assertThrows(
            AssertionError.class,
            () ->
                Trials.check(
                    random -> List.of(1, 2, 3, 4, 5, 6, 7),
                    steps -> assertFalse(steps.contains(3) && steps.contains(6))));
    String said = String.valueOf(failed.getMessage());
    assertTrue(said.contains("2 of its 7 steps are enough\n    3\n    6\n"), said);
    assertTrue(said.matches("(?s)seed \\d+ fails.*-Dtrial.seed=\\d+"), said);
    assertTrue(failed.getCause() instanceof AssertionError);
  }

  @Test
  void whatIsLeftCannotBeShortenedByAnyStep() {
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Integer> steps = IntStream.range(0, 1 + random.nextInt(60)).boxed().toList();
      int sum = 1 + random.nextInt(100);
      if (total(steps) < sum) continue;
      List<Integer> few = Trials.shortest(steps, rest -> total(rest) >= sum);
      assertTrue(total(few) >= sum);
      for (int i = 0; i < few.size(); i++)
        assertTrue(total(few) - few.get(i) < sum, few + " for " + sum);
    }
  }

  @Test
  void shorteningEndsEvenWhenEverythingFails() {
    List<Integer> many = IntStream.range(0, 1_000).boxed().toList();
    assertEquals(List.of(), Trials.shortest(many, rest -> true));
  }

  @Test
  void aDrawnValueCanBeCheckedByItself() {
    Trials.checkEach(random -> random.nextInt(6), dice -> assertTrue(dice.getFirst() < 6));
  }

  private static int total(List<Integer> steps) {
    return steps.stream().mapToInt(Integer::intValue).sum();
  }
}
