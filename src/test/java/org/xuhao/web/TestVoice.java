package org.xuhao.web;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Loudspeakers that say what a test wants; none until it says so. */
final class TestVoice implements VoiceHooks {
  private final AtomicReference<List<Said>> said = new AtomicReference<>(List.of());
  final List<String> asked = new CopyOnWriteArrayList<>();
  private final Runnable changed;

  TestVoice(Runnable changed) {
    this.changed = changed;
  }

  void says(Said... all) {
    said.set(List.of(all));
    changed.run();
  }

  @Override
  public List<Said> said() {
    return said.get();
  }

  @Override
  public boolean say(String zone, String zh, String en) {
    if (!zone.isEmpty() && !zone.equals("hall")) return false;
    asked.add(zone + "|" + zh + "|" + en);
    return true;
  }
}
