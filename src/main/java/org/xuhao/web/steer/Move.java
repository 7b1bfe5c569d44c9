package org.xuhao.web.steer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Command;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;

/**
 * Something a manager can do so that {@code gain} is served more, said in the hall's commands.
 *
 * @param from the window that gives somebody up; null: nobody is moved
 * @param to the window that then serves {@code gain}
 * @param clerk who is moved or asked, where one is signed in
 */
public record Move(
    Kind kind, @Nullable WindowId from, WindowId to, @Nullable ClerkId clerk, ServiceCode gain) {

  /** In the order in which equal ones are preferred: who sits stays where possible. */
  public enum Kind {
    /** An open window serves it before its own. */
    SERVE,
    /** Whoever sits idle at one window opens a closed one that is for it. */
    MOVE,
    /** A closed window is opened by somebody who must be found first. */
    OPEN
  }

  /** Names it among those of one alert; fits into an address. */
  public String id() {
    return kind + "-" + (from == null ? "" : from + "-") + to + "-" + gain;
  }

  /** What the hall is asked, in this order; {@code until}: what the clock will say at its end. */
  public List<Command> commands(Hall hall, Instant until) {
    var commands = new ArrayList<Command>();
    List<ServiceCode> serves = hall.plan().servicesAt(hall.window(to));
    if (kind == Kind.SERVE || !serves.contains(gain)) {
      var services = new LinkedHashSet<ServiceCode>();
      services.add(gain);
      services.addAll(serves);
      commands.add(new Command.SetServices(to, List.copyOf(services), until));
    }
    if (kind == Kind.OPEN) commands.add(new Command.OpenWindow(to));
    if (kind == Kind.MOVE && from != null) commands.add(new Command.MoveClerk(from, to));
    return commands;
  }

  /** Whether a closed window is meant for {@code service}, by its own list or as a tidal one. */
  static boolean isFor(Plan.WindowPlan window, ServiceCode service) {
    return window.services().contains(service)
        || (window.tide() != null && window.tide().services().contains(service));
  }
}
