package org.xuhao.web.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What lies on the disk, what slows guessing down, and who is trusted by the address. */
class AccountTextTest {
  private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
  private static final Passwords QUICK = new Passwords(1_000, new SecureRandom());

  private static final Account MAN =
      new Account(
          "王-1",
          Set.of(AccountRole.CLERK, AccountRole.MANAGER),
          "c7",
          true,
          true,
          QUICK.hash("abc"),
          AT,
          null);

  @Test
  void accountsAndSessionsAreReadAsTheyWereWritten() {
    var bare =
        new Account("x", Set.of(), null, false, false, QUICK.hash("x"), AT, AT.plusSeconds(5));
    assertEquals(List.of(MAN, bare), AccountText.parse(AccountText.of(List.of(MAN, bare))));
    assertEquals(List.of(), AccountText.parse(AccountText.of(List.of())));
    var session = new Session(Sha.of("x"), "王-1", AT);
    assertEquals(
        List.of(session), AccountText.parseSessions(AccountText.ofSessions(List.of(session))));
  }

  @Test
  void anEditedListIsNotRead() {
    String text = AccountText.of(List.of(MAN));
    for (String edited :
        List.of(
            "",
            text.replace("CLERK", "DISTRICT"),
            text.substring(0, text.length() - 5),
            text.replace("xuhao-accounts 1", "xuhao-accounts 2"),
            AccountText.ofSessions(List.of())))
      assertThrows(IllegalArgumentException.class, () -> AccountText.parse(edited), edited);
  }

  @Test
  void aNameIsTheSameFromEveryKeyboard() {
    assertEquals(Optional.of("clerk-1"), Account.named(" ＣＬＥＲＫ－１ "));
    assertEquals(Optional.of("王芳"), Account.named("王芳"));
    for (String none : List.of("", "a b", "a\tb", "-a", "(code)", "x".repeat(33), "a\u0000"))
      assertEquals(Optional.empty(), Account.named(none), none);
  }

  @Test
  void onlyThePasswordItWasMadeOfMatches() {
    String kept = QUICK.hash("窗前明月光");
    assertTrue(QUICK.matches("窗前明月光", kept));
    assertFalse(QUICK.matches("窗前明月光 ", kept));
    assertFalse(QUICK.matches("窗前明月光", kept.replace("pbkdf2", "md5")));
    assertFalse(kept.equals(QUICK.hash("窗前明月光")), "no salt");
    assertFalse(QUICK.isOld(kept));
    assertTrue(new Passwords(1_001, new SecureRandom()).isOld(kept));
  }

  @Test
  void whatIsEasilyGuessedIsNoPassword() {
    for (String weak :
        List.of(
            "short", "12345678", "1234567890", "aaaaaaaaa", "hgfedcba", "Password1", "wangfang1"))
      assertFalse(Passwords.isGood(weak, "wangfang"), weak);
    assertFalse(Passwords.isGood("x".repeat(129) + "y", "wangfang"));
    for (String good : List.of("窗前明月光疑是地", "tea at nine", "wangfang likes tea"))
      assertTrue(Passwords.isGood(good, "wangfang"), good);
  }

  @Test
  void pausesGrowAndAreForgotten() {
    var slowdown = new Slowdown();
    long now = 0;
    long before = 0;
    for (int n = 1; n <= 20; n++) {
      assertEquals(n, slowdown.failed("x", now));
      long pause = slowdown.left("x", now).toSeconds();
      assertEquals(n < Slowdown.SLIPS ? 0 : Math.min(900, n == 4 ? 1 : before * 2), pause);
      before = pause;
    }
    assertEquals(Duration.ZERO, slowdown.left("y", now));
    assertEquals(Duration.ofMinutes(1), slowdown.left("x", Duration.ofMinutes(14).toNanos()));
    assertEquals(Duration.ZERO, slowdown.left("x", Duration.ofMinutes(15).toNanos()));
    assertEquals(1, slowdown.failed("x", Duration.ofHours(25).toNanos()));
    for (int n = 0; n < Slowdown.REMEMBERED_MAX; n++) slowdown.failed("other " + n, now);
    assertEquals(1, slowdown.failed("x", now), "more are remembered than the bound");
  }

  @Test
  void aBucketFillsSteadily() {
    var limit = new RateLimit();
    for (int n = 0; n < RateLimit.AT_ONCE; n++) assertTrue(limit.allows("a", 0));
    assertFalse(limit.allows("a", 0));
    assertTrue(limit.allows("b", 0));
    assertTrue(limit.allows("a", 1_000_000_000L / RateLimit.PER_SECOND));
    assertFalse(limit.allows("a", 1_000_000_000L / RateLimit.PER_SECOND));
    for (int n = 0; n < 2 * RateLimit.REMEMBERED_MAX; n++) limit.allows("n" + n, 0);
    assertEquals(RateLimit.REMEMBERED_MAX, limit.remembered());
  }

  @Test
  void anAddressIsInANetworkByItsBits() {
    var networks = new Networks(List.of("10.0.3.7", "10.1.0.0/23", "2001:db8::/32"));
    for (String in :
        List.of("10.0.3.7", "10.1.1.255", "2001:db8:1::5", "127.0.0.1", "127.9.9.9", "::1"))
      assertTrue(networks.hold(in), in);
    for (String out : List.of("10.0.3.8", "10.1.2.0", "2001:db9::1", "", "example.org", "::2"))
      assertFalse(networks.hold(out), out);
    assertTrue(new Networks(List.of("0.0.0.0/0")).hold("8.8.8.8"));
    for (String wrong : List.of("10.0.3", "10.0.3.7/33", "10.0.3.7/x", "a/8", "hall.local", ""))
      assertThrows(IllegalArgumentException.class, () -> new Networks(List.of(wrong)), wrong);
  }
}
