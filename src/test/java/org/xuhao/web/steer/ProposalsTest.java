package org.xuhao.web.steer;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.web.steer.Move.Kind;

/** Halls whose right move anybody can see. */
@NullMarked
class ProposalsTest {
  private final SteeredHall hall = new SteeredHall();

  @BeforeEach
  void everyMatterTakesTenMinutes() {
    for (ServiceCode service : List.of(SteeredHall.A, SteeredHall.B, SteeredHall.C))
      hall.takes(service, Duration.ofMinutes(10));
  }

  private List<Proposal> forA() {
    Proposals proposals = hall.proposals();
    return proposals.of(SteeredHall.A, proposals.outlook());
  }

  @Test
  void aNewcomersWaitIsWhatThoseAheadTake() {
    hall.open(1);
    hall.take(SteeredHall.A, 6);
    hall.call(1);
    hall.later(Duration.ofMinutes(60).plusSeconds(1)); // who came is no sign of who comes
    Wait then = requireNonNull(hall.proposals().outlook().get(SteeredHall.A));
    // Five wait; the window is free within 30 minutes as a guess, and the newcomer comes in 20.
    assertTrue(then.likely().toMinutes() >= 40, then.toString());
    assertFalse(hall.proposals().outlook().containsKey(SteeredHall.C), "no window calls it today");
  }

  @Test
  void anIdleWindowServesThePeakAndItsPriceIsTold() {
    hall.open(1, 2, 3);
    hall.take(SteeredHall.A, 12);
    hall.call(1);
    hall.later(Duration.ofMinutes(10));
    Proposal best = forA().getFirst();
    assertEquals(Kind.SERVE, best.move().kind());
    assertTrue(List.of(2, 3).contains(best.move().to().number()), best.toString());
    assertTrue(likely(best.gain().with()) < likely(best.gain().without()), best.toString());
    assertEquals(SteeredHall.B, best.costs().getFirst().service());
    var set = (Command.SetServices) commands(best).getFirst();
    assertEquals(List.of(SteeredHall.A, SteeredHall.B), set.services());
    assertEquals(1, commands(best).size());
  }

  @Test
  void whoSitsIdleOpensATidalWindowWhereThatCostsLess() {
    hall.window(5, new Command.SignIn(new WindowId(5), new ClerkId("k7")));
    hall.open(1);
    hall.take(SteeredHall.A, 10);
    hall.call(1);
    hall.call(5);
    hall.open(2, 3);
    hall.later(Duration.ofMinutes(1));
    var tidal = new Move(Kind.MOVE, new WindowId(2), new WindowId(4), null, SteeredHall.A);
    List<Command> commands = tidal.commands(hall.hall, hall.at);
    var set = (Command.SetServices) commands.getFirst();
    assertEquals(List.of(SteeredHall.A, SteeredHall.C), set.services());
    assertEquals(new Command.MoveClerk(new WindowId(2), new WindowId(4)), commands.getLast());
    assertTrue(
        forA().stream().anyMatch(p -> p.move().kind() != Kind.OPEN), "two windows stand idle");
  }

  @Test
  void noServiceIsLeftWithoutAWindow() {
    hall.open(1, 2);
    hall.take(SteeredHall.A, 12);
    hall.call(1);
    hall.later(Duration.ofMinutes(10));
    for (Proposal proposal : forA())
      assertFalse(proposal.move().kind() == Kind.MOVE, "B would have no window: " + proposal);
  }

  @Test
  void somebodyWhoIsNotThereComesLast() {
    hall.open(1, 2, 3);
    hall.take(SteeredHall.A, 12);
    hall.call(1);
    hall.later(Duration.ofMinutes(10));
    List<Proposal> all = forA();
    assertEquals(Kind.OPEN, all.getLast().move().kind());
    assertEquals(List.of(), all.getLast().costs());
    assertEquals(3, all.size());
    assertEquals(all.stream().map(p -> p.move().id()).distinct().toList().size(), all.size());
    for (Proposal proposal : all)
      assertTrue(proposal.move().id().matches("[A-Z]+-[0-9-]+[A-Z]+"), proposal.move().id());
  }

  @Test
  void withoutAPaceNothingIsProposed() {
    var fresh = new SteeredHall();
    fresh.open(1, 2);
    fresh.take(SteeredHall.A, 12);
    Proposals proposals = fresh.proposals();
    assertEquals(List.of(), proposals.of(SteeredHall.A, proposals.outlook()));
  }

  @Test
  void twoHallsAreComparedWithTheSameChances() {
    hall.open(1, 2, 3);
    hall.take(SteeredHall.A, 5);
    hall.later(Duration.ofMinutes(10));
    assertEquals(forA(), forA());
  }

  private List<Command> commands(Proposal proposal) {
    return proposal.move().commands(hall.hall, hall.at.plus(Proposals.LASTS));
  }

  private static long likely(@org.jspecify.annotations.Nullable Wait wait) {
    return wait == null ? Long.MAX_VALUE : wait.likely().toSeconds();
  }
}
