package org.xuhao.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.xuhao.app.verb.Exit;
import org.xuhao.app.verb.Verb;

/** The command line: {@code xuhao <verb> [options]}; without a verb it runs the hall. */
public final class Main {
  private Main() {}

  /** Starts the appliance, or does what the verb says. */
  public static void main(String[] arguments) {
    var out =
        new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var err =
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    // A command line that will run a hall is read beside the making of what every hall needs.
    Appliance appliance = runs(arguments) ? new Wiring(new Ahead()) : new Wiring();
    int code = Exit.CRASH;
    try {
      code = execute(appliance, out, err, arguments);
    } catch (RuntimeException | Error bug) {
      LoggerFactory.getLogger(Main.class).error("Ended by a bug", bug);
    }
    // Whatever threads there are by now: a hall that does not run shall be started again.
    System.exit(code);
  }

  private static boolean runs(String... arguments) {
    boolean run = arguments.length == 0 || arguments[0].equals("run") || hasNoVerb(arguments);
    return run && Arrays.stream(arguments).noneMatch(Main::asksHelp) && !asksRelease(arguments);
  }

  private static boolean hasNoVerb(String... arguments) {
    return arguments.length == 0 || arguments[0].startsWith("-");
  }

  private static boolean asksHelp(String word) {
    return word.equals("--help") || word.equals("-h");
  }

  private static boolean asksRelease(String... arguments) {
    return arguments.length > 0 && (arguments[0].equals("--version") || arguments[0].equals("-V"));
  }

  /** The exit code of one command line. */
  static int execute(Appliance appliance, PrintWriter out, PrintWriter err, String... arguments) {
    var verbs = new Verbs(appliance, out, err);
    if (hasNoVerb(arguments)) {
      if (asksRelease(arguments)) {
        out.println("xuhao " + Release.text());
        return Exit.DONE;
      }
      if (Arrays.stream(arguments).anyMatch(Main::asksHelp)) return help(verbs, out);
      return verbs.run().execute(out, err, arguments);
    }
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    var verb = verbs.named(arguments[0]);
    if (verb.isPresent()) return verb.get().execute(out, err, rest);
    String known = verbs.shown().stream().map(Verb::name).collect(Collectors.joining(", "));
    err.println("xuhao: \"" + arguments[0] + "\" is no verb; there are " + known + ". 没有这个命令");
    return Exit.USAGE;
  }

  private static int help(Verbs verbs, PrintWriter out) {
    out.println("Runs the queue of a government service hall. 政务大厅排队叫号。");
    out.println();
    out.println("xuhao [<verb>] [options]; xuhao <verb> --help says what it takes. 用法");
    for (Verb verb : verbs.shown()) out.printf("  %-15s %s%n", verb.name(), verb.does());
    out.println("  --version       Say the release. 版本");
    out.println();
    out.println("Without a verb it runs the hall: xuhao --config hall.yaml");
    out.println("Exit codes: 0 done, 1 crash, 2 wrong command line, 3 wrong hall.yaml,");
    out.println("            4 refused by port, folder or disk, 5 damage found.");
    return Exit.DONE;
  }
}
