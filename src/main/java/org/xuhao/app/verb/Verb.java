package org.xuhao.app.verb;

import java.io.IOException;
import java.io.PrintWriter;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/**
 * One verb of the command line.
 *
 * @param operand what stands behind the options, as {@code <hall.yaml>}, or empty
 * @param does one line for the help, English and Chinese
 */
public record Verb(String name, String operand, String does, Options options, Action action) {
  private static final int HELP_WIDTH = 100;

  /** What a verb does; gives its exit code. */
  public interface Action {
    int run(Given given) throws ParseException;
  }

  /** An option with a value; {@code says} is its line in the help, English and Chinese. */
  public static Option option(String name, String value, String says) {
    return Option.builder().longOpt(name).hasArg().argName(value).desc(says).get();
  }

  /** One of {@code --config} and {@code --data}. */
  public static OptionGroup where() {
    var where =
        new OptionGroup()
            .addOption(option("config", "hall.yaml", "The hall's file. 配置文件"))
            .addOption(option("data", "folder", "Or its data folder. 或数据目录"));
    where.setRequired(true);
    return where;
  }

  private static Option help() {
    return Option.builder("h").longOpt("help").desc("Say this. 帮助").get();
  }

  /** Does what the words behind the verb say, or says what is wrong with them. */
  public int execute(PrintWriter out, PrintWriter err, String... words) {
    try {
      // A verb that lacks something it requires must still be able to say what.
      for (String word : words)
        if (word.equals("--help") || word.equals("-h")) return printHelp(out);
      CommandLine line = parser().parse(options, words);
      var given = new Given(line);
      if (operand.isEmpty()) given.noOperands();
      return action.run(given);
    } catch (ParseException e) {
      err.println("xuhao " + name + ": " + e.getMessage());
      err.println("  xuhao " + name + " --help says what it takes. 用法见帮助");
      return Exit.USAGE;
    }
  }

  private static DefaultParser parser() {
    return DefaultParser.builder().setAllowPartialMatching(false).get();
  }

  /** Tells the options. */
  public int printHelp(PrintWriter out) {
    var text = new StringBuilder();
    var page = new TextHelpAppendable(text);
    page.setMaxWidth(HELP_WIDTH);
    var all = new Options().addOptions(options).addOption(help());
    try {
      HelpFormatter.builder()
          .setShowSince(false)
          .setHelpAppendable(page)
          .get()
          .printHelp(("xuhao " + name + " " + operand).strip(), does, all, "", true);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory takes what is written", e);
    }
    out.print(text);
    out.flush();
    return Exit.DONE;
  }
}
