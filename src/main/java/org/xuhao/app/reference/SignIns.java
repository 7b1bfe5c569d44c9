package org.xuhao.app.reference;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.xuhao.app.keys.DistrictSeal;
import org.xuhao.link.Edition;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;
import org.xuhao.web.account.AccountText;
import org.xuhao.web.account.Passwords;

/**
 * The body of an edition of sign-ins: the office's accounts of the district's clerks, sealed for
 * halls that have the district's key. Nobody is more than a clerk by it.
 */
final class SignIns {
  private static final Passwords TODAY = new Passwords(Passwords.ROUNDS, new SecureRandom());

  private SignIns() {}

  /**
   * What travels of {@code accounts}: those of clerks in {@code people}, with a password of their
   * own that was hashed as passwords are today.
   */
  static String plain(List<Account> accounts, Set<String> people) {
    return AccountText.of(
        accounts.stream()
            .filter(one -> one.is(AccountRole.CLERK) && !one.temporary())
            .filter(one -> one.clerk() != null && people.contains(one.clerk()))
            .filter(one -> !TODAY.isOld(one.password()))
            .map(SignIns::clerk)
            .toList());
  }

  /** Without other roles, and without when it was used last: that is no news to anybody. */
  private static Account clerk(Account of) {
    return new Account(
        of.name(),
        Set.of(AccountRole.CLERK),
        of.clerk(),
        of.locked(),
        false,
        of.password(),
        of.since(),
        null);
  }

  static String sealed(String plain, DistrictSeal seal, long number) {
    return seal.seal(plain, as(number));
  }

  /** An earlier one cannot stand under a later number: who was locked stays so. */
  private static String as(long number) {
    return Kind.CREDENTIALS.word() + "/" + number;
  }

  /** The plain text; throws where this hall cannot open it. */
  static String open(Edition edition, DistrictSeal seal) {
    return seal.open(edition.body(), as(edition.number()))
        .orElseThrow(
            () -> new IllegalArgumentException("it was sealed with another district.visitorKey"));
  }

  /** Accounts by name; throws where {@code plain} is none. */
  static Map<String, Account> parse(String plain) {
    var all = new TreeMap<String, Account>();
    for (Account one : AccountText.parse(plain)) all.put(one.name(), clerk(one));
    return Map.copyOf(all);
  }
}
