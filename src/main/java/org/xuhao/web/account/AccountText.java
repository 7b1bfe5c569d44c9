package org.xuhao.web.account;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and sessions as small texts, a line each, {@code -} for nothing:
 *
 * <pre>
 *   xuhao-accounts 1
 *   (name) (role,role) (clerk) (locked|open) (temporary|own) (password) (since) (last sign-in)
 *   end (SHA-256 of all text before this line)
 * </pre>
 */
public final class AccountText {
  private static final String ACCOUNTS = "xuhao-accounts 1\n";
  private static final String SESSIONS = "xuhao-sessions 1\n";

  private AccountText() {}

  /** All accounts. */
  public static String of(List<Account> all) {
    return closed(ACCOUNTS + all.stream().map(AccountText::line).collect(Collectors.joining()));
  }

  private static String line(Account one) {
    String roles = one.roles().stream().map(Enum::name).collect(Collectors.joining(","));
    return String.join(
            " ",
            one.name(),
            roles.isEmpty() ? "-" : roles,
            orNothing(one.clerk()),
            one.locked() ? "locked" : "open",
            one.temporary() ? "temporary" : "own",
            one.password(),
            one.since().toString(),
            orNothing(one.signedIn()))
        + "\n";
  }

  private static String orNothing(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }

  /** All sessions. */
  public static String ofSessions(List<Session> all) {
    return closed(
        SESSIONS
            + all.stream()
                .map(one -> one.hash() + " " + one.account() + " " + one.until() + "\n")
                .collect(Collectors.joining()));
  }

  private static String closed(String text) {
    return text + "end " + Sha.of(text) + "\n";
  }

  /**
   * The accounts in a text.
   *
   * @throws IllegalArgumentException when it was cut or edited; says so
   */
  public static List<Account> parse(String text) {
    var all = new ArrayList<Account>();
    for (String line : lines(text, ACCOUNTS)) all.add(account(line.split(" ", -1), line));
    return all;
  }

  /** The same of sessions. */
  public static List<Session> parseSessions(String text) {
    var all = new ArrayList<Session>();
    for (String line : lines(text, SESSIONS)) {
      String[] word = line.split(" ", -1);
      if (word.length != 3) throw new IllegalArgumentException("no session: " + line);
      all.add(new Session(word[0], word[1], instant(word[2])));
    }
    return all;
  }

  private static List<String> lines(String text, String first) {
    int end = text.lastIndexOf("end ");
    if (end < first.length()
        || !text.startsWith(first)
        || !text.substring(end).equals("end " + Sha.of(text.substring(0, end)) + "\n"))
      throw new IllegalArgumentException("it was cut or edited");
    return text.substring(first.length(), end).lines().toList();
  }

  private static Account account(String[] word, String line) {
    if (word.length != 8) throw new IllegalArgumentException("no account: " + line);
    var roles = EnumSet.noneOf(AccountRole.class);
    if (!word[1].equals("-"))
      for (String role : word[1].split(",", -1)) roles.add(AccountRole.valueOf(role));
    return new Account(
        word[0],
        roles,
        word[2].equals("-") ? null : word[2],
        word[3].equals("locked"),
        word[4].equals("temporary"),
        word[5],
        instant(word[6]),
        word[7].equals("-") ? null : instant(word[7]));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time: " + text, e);
    }
  }
}
