package org.xuhao.web;

import java.util.List;

/** What this machine's loudspeakers say, for displays and managers. From any thread. */
public interface VoiceHooks {

  /** A hall that has no loudspeakers of its own. */
  VoiceHooks NONE =
      new VoiceHooks() {
        @Override
        public List<Said> said() {
          return List.of();
        }

        @Override
        public boolean say(String zone, String zh, String en) {
          return false;
        }
      };

  /** What is being said in a zone now; both empty: nothing. */
  record Said(String zone, String zh, String en) {}

  /** One for each zone, in the order of the hall's file. */
  List<Said> said();

  /**
   * Says a notice after all calls that wait.
   *
   * @param zone empty: in all
   * @param en may be empty
   * @return false: there is no such zone
   */
  boolean say(String zone, String zh, String en);
}
