package org.xuhao.web;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether the hall can do its work, for whoever watches the machine. A device that is ill does not
 * make the hall ill.
 *
 * @param able commands can be accepted now
 * @param parts a word for each part, such as {@code journal} and {@code ok}
 */
public record Health(boolean able, SortedMap<String, String> parts) {
  public Health {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /** A health made from an ordinary map. */
  public static Health of(boolean able, Map<String, String> parts) {
    return new Health(able, new TreeMap<>(parts));
  }
}
