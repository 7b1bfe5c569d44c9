package org.xuhao.hall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.HallPropertyTest.Play;
import org.xuhao.trial.Day;

class HallStateTest {

  @Test
  void everyFieldOfAHallStandsInItsState() {
    var state = new TreeMap<String, String>();
    for (RecordComponent part : HallState.class.getRecordComponents())
      state.put(part.getName(), part.getGenericType().getTypeName());
    for (Field field : Hall.class.getDeclaredFields()) {
      boolean apart = List.of("plan", "requests").contains(field.getName());
      if (apart || Modifier.isStatic(field.getModifiers())) continue;
      String there = state.remove(field.getName());
      assertEquals(field.getGenericType().getTypeName(), there, field.getName());
    }
    state.keySet().removeAll(List.of("presses", "requests"));
    assertEquals(List.of(), List.copyOf(state.keySet()));
  }

  @Test
  void aHallTakenApartAndPutTogetherIsTheSame() {
    var play = new Play();
    play.watch =
        (before, entry) -> {
          Hall hall = play.hall;
          assertEquals(hall, Hall.of(play.plan, hall.state(), hall.kept()));
        };
    play.all(Day.draw(new Random(7)));
  }

  @Test
  void thePutTogetherHallForgetsLikeTheOther() {
    var play = new Play();
    play.all(Day.draw(new Random(3)));
    Hall other = Hall.of(play.plan, play.hall.state(), play.hall.kept());
    var later = new ArrayList<Day.Step>();
    for (Day.Step step : Day.draw(new Random(4)))
      later.add(
          new Day.Step(step.at().plus(Requests.KEPT.plusHours(1)), step.by(), step.command()));
    int from = play.journal.size();
    int number = 10_000;
    for (Day.Step step : later) play.step(step, number++);
    for (Entry entry : play.journal.subList(from, play.journal.size())) other = other.apply(entry);
    assertEquals(play.hall, other);
    assertEquals(play.journal.size() > from, play.hall.kept().size() < play.journal.size());
  }
}
