package org.xuhao.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.xuhao.app.settings.Settings;
import org.xuhao.app.verb.Exit;

/** What the verbs of the command line ask of the wired appliance. Each gives an exit code. */
interface Appliance {

  /**
   * How a hall is started.
   *
   * @param settings empty: a simulated hall
   * @param demo which one: the name of its file
   * @param port instead of that of the settings
   * @param data instead of that of the settings
   * @param speed how much faster than the clock the simulated hall lives
   * @param seed draws the simulated visitors
   * @param tls whether the pages are encrypted though the settings do not say so
   */
  record Start(
      Optional<Settings> settings,
      String demo,
      OptionalInt port,
      Optional<Path> data,
      double speed,
      long seed,
      boolean tls) {

    /** The hall that the demonstration shows unless told otherwise. */
    static final String DEMO = "hall";

    Start with(Settings own) {
      return new Start(Optional.of(own), demo, port, data, speed, seed, tls);
    }
  }

  /** Serves the hall until it is told to stop; returns when all is closed. */
  int run(Start start, PrintWriter out);

  /** Folds the history tables anew from the journal in {@code data}. */
  int rebuild(Path data, PrintWriter out);

  /**
   * Folds the district's tables anew from what came of all halls.
   *
   * @param server the URL of the database; empty: it lies in {@code data}
   */
  int rebuildDistrict(Path data, Optional<String> server, PrintWriter out);

  /**
   * Checks the hash chain of the journal in {@code data}, and the seals of its days.
   *
   * @param key a public key that was copied earlier; empty: the one beside the seals is believed
   */
  int verify(Path data, Optional<Path> key, PrintWriter out);

  /** Copies what must not be lost of {@code data}, whose hall may run, to the folder {@code to}. */
  int backup(Path data, Path to, PrintWriter out);

  /** Checks the backup in {@code from} and makes the data folder {@code data} of it. */
  int restore(Path from, Path data, PrintWriter out);

  /** Tells the calls of one day in the journal, or why of two tickets one was called first. */
  int replayDay(DayReplay.Asked asked, PrintWriter out);

  /** Plays a capture through its driver; {@code write}: the answers are written beside it. */
  int replay(Path capture, boolean write, PrintWriter out);

  /**
   * Runs a simulated hall for a moment in a folder of its own, takes and calls a ticket and closes,
   * so that the JVM can keep what it loaded for a quicker start. Anything but {@link Exit#DONE}:
   * nothing is kept.
   */
  int train(PrintWriter out);
}
