package org.xuhao.web.account;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All accounts, kept on disk before they count. Reading never waits for a write. */
final class Accounts {
  /** More than a large hall has people; each is a line of some 250 bytes. */
  static final int ACCOUNTS_MAX = 1_000;

  private final AccountStore store;
  private volatile Map<String, Account> all;

  Accounts(AccountStore store) throws IOException {
    this.store = store;
    var read = new TreeMap<String, Account>();
    for (Account one : store.accounts()) read.put(one.name(), one);
    all = Map.copyOf(read);
  }

  Optional<Account> find(String name) {
    return Optional.ofNullable(all.get(name));
  }

  /** By name. */
  List<Account> list() {
    return List.copyOf(new TreeMap<>(all).values());
  }

  boolean isFull() {
    return all.size() >= ACCOUNTS_MAX;
  }

  /** Whether somebody is left who can make accounts. */
  boolean hasAdministrator() {
    return all.values().stream().anyMatch(Accounts::isAdministrator);
  }

  private static boolean isAdministrator(Account one) {
    return one.is(AccountRole.ADMINISTRATOR) && !one.locked();
  }

  /** Whether nobody could make accounts any more once {@code name} is as {@code now}. */
  boolean wouldBeLast(String name, Optional<Account> now) {
    if (now.filter(Accounts::isAdministrator).isPresent()) return false;
    return find(name).filter(Accounts::isAdministrator).isPresent()
        && all.values().stream()
            .filter(Accounts::isAdministrator)
            .allMatch(one -> one.name().equals(name));
  }

  /** In place of the one of its name, if there is one. */
  synchronized void put(Account account) throws IOException {
    var next = new TreeMap<>(all);
    next.put(account.name(), account);
    save(next);
  }

  synchronized void remove(String name) throws IOException {
    var next = new TreeMap<>(all);
    next.remove(name);
    save(next);
  }

  private void save(Map<String, Account> next) throws IOException {
    store.saveAccounts(new ArrayList<>(next.values()));
    all = Map.copyOf(next);
  }
}
