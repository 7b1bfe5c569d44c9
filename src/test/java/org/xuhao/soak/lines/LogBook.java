package org.xuhao.soak.lines;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the appliance said in its lives: faults that came and went, and what it must never say. */
final class LogBook {
  private static final Pattern FAULT =
      Pattern.compile("^\\S+ (WARN|INFO) +Care +([A-Z-]+) ((?:line|device) [^:]+): (.*)$");

  private static final Pattern NEVER =
      Pattern.compile("^\\S+ ERROR .*|^\\s+at [a-z].*|^[\\w.]*(?:Exception|Error)\\b.*");

  private static final int TOLD_MAX = 5;

  private final Map<String, Integer> raised = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int all;
  private int cleared;

  /** Takes what one life said; {@code killed}: it could clear nothing any more. */
  void read(String said, boolean killed) {
    Set<String> open = new HashSet<>();
    int never = 0;
    for (String line : said.lines().toList()) {
      if (NEVER.matcher(line).matches() && never++ < TOLD_MAX) wrong.add("it said: " + line);
      Matcher fault = FAULT.matcher(line);
      if (!fault.matches()) continue;
      String name = fault.group(2) + " " + fault.group(3);
      if (fault.group(1).equals("WARN")) {
        open.add(name);
        all++;
        raised.merge(name, 1, Integer::sum);
      } else {
        cleared++;
        if (!open.remove(name)) wrong.add(name + " was cleared and not raised");
      }
    }
    if (killed) cleared += open.size();
    else for (String name : open) wrong.add(name + " was never cleared");
  }

  /** How often a fault with such a subject was raised. */
  int raisedOf(String subject) {
    int sum = 0;
    for (var fault : raised.entrySet())
      if (fault.getKey().endsWith(" " + subject)) sum += fault.getValue();
    return sum;
  }

  /** Faults of lines and devices by code and subject, and how often each was raised. */
  Map<String, Integer> raised() {
    return raised;
  }

  int count() {
    return all;
  }

  /** Faults that went; those of a killed life went with it. */
  int cleared() {
    return cleared;
  }

  List<String> wrong() {
    return wrong;
  }
}
