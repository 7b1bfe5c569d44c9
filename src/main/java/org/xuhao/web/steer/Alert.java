package org.xuhao.web.steer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.fault.Fault;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.report.NegativeRating;
import org.xuhao.web.district.CaseShelf;

/**
 * Something that a manager ought to look at now.
 *
 * @param since when it was raised, hall time
 */
public record Alert(Of of, Instant since) {

  /** What it is about, as it stands at the moment. */
  public sealed interface Of {

    /** The same as long as it is the same trouble; fits into an address. */
    String id();

    /** Worst first among alerts of different kinds. */
    int rank();

    /** Worst first among alerts of one kind; larger is worse. */
    long weight();
  }

  /** What ids of alerts begin with, and so the kinds that are counted. */
  public static final List<String> KINDS =
      List.of("wait", "peak", "idle", "visit", "fault", "both", "rating");

  /** One of {@link #KINDS}. */
  public String kind() {
    return id().substring(0, id().indexOf('-'));
  }

  /** The oldest waits longer than the limit. */
  public record WaitOver(ServiceCode service, Duration longest, int waiting) implements Of {
    @Override
    public String id() {
      return "wait-" + service;
    }

    @Override
    public int rank() {
      return 0;
    }

    @Override
    public long weight() {
      return longest.toMillis();
    }
  }

  /** It is within the limit yet, but who comes in 20 minutes will likely wait longer. */
  public record Peak(ServiceCode service, Wait then) implements Of {
    @Override
    public String id() {
      return "peak-" + service;
    }

    @Override
    public int rank() {
      return 1;
    }

    @Override
    public long weight() {
      return then.likely().toMillis();
    }
  }

  /** The window is free, and {@code callable} people wait whom it could call. */
  public record Idle(WindowId window, Duration free, int callable) implements Of {
    @Override
    public String id() {
      return "idle-" + window;
    }

    @Override
    public int rank() {
      return 2;
    }

    @Override
    public long weight() {
      return free.toMillis();
    }
  }

  /** A visit takes much longer than its service usually does. */
  public record LongVisit(WindowId window, VisitId visit, Duration lasts, Wait usual)
      implements Of {
    @Override
    public String id() {
      return "visit-" + visit;
    }

    @Override
    public int rank() {
      return 3;
    }

    @Override
    public long weight() {
      return lasts.toMillis();
    }
  }

  /** A device or a part of the appliance is ill. */
  public record Ill(Fault fault) implements Of {
    @Override
    public String id() {
      String name = fault.code().code() + " " + fault.subject();
      return "fault-" + Integer.toHexString(name.hashCode());
    }

    @Override
    public int rank() {
      return 4;
    }

    @Override
    public long weight() {
      return -fault.since().toEpochMilli();
    }
  }

  /**
   * This hall and {@code other} worked on a case without knowing of each other.
   *
   * @param other the latest visit of the case there
   */
  public record BothSides(CaseId file, CaseShelf.Visited other) implements Of {
    @Override
    public String id() {
      return "both-" + file;
    }

    @Override
    public int rank() {
      return 5;
    }

    @Override
    public long weight() {
      return -other.wall().toEpochMilli();
    }
  }

  /** A visit was rated 2 or 1. */
  public record BadRating(NegativeRating rating) implements Of {
    @Override
    public String id() {
      return "rating-" + rating.visit();
    }

    @Override
    public int rank() {
      return 6;
    }

    @Override
    public long weight() {
      return -rating.given().toEpochMilli();
    }
  }

  public String id() {
    return of.id();
  }

  /** The service that a move would help; null: no move helps. */
  public @Nullable ServiceCode helped() {
    return switch (of) {
      case WaitOver w -> w.service();
      case Peak p -> p.service();
      case Idle i -> null;
      case LongVisit l -> null;
      case Ill i -> null;
      case BothSides b -> null;
      case BadRating b -> null;
    };
  }
}
