package org.xuhao.app.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.hall.Plan.ServicePlan;
import org.xuhao.hall.Plan.WindowPlan;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Tide;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.WindowKind;
import org.xuhao.web.guide.Guide;

/** The services and the windows. */
final class WindowReader {
  private final Section root;
  private final Errors errors;
  private final RulesReader rules;
  private final Set<Integer> padWindows;
  private final Set<String> codes = new TreeSet<>();
  private final Set<String> bundles = new TreeSet<>();
  private final Set<Integer> numbers = new TreeSet<>();
  private Guide guide = Guide.NONE;

  /** {@code padWindows}: the numbers of windows with a pad that has no start and no end key. */
  WindowReader(Section root, Errors errors, RulesReader rules, Set<Integer> padWindows) {
    this.root = root;
    this.errors = errors;
    this.rules = rules;
    this.padWindows = padWindows;
  }

  /** Every window's number, also of those with mistakes. */
  Set<Integer> numbers() {
    return numbers;
  }

  /** What the services ask for and are called; once they were read. */
  Guide guide() {
    return guide;
  }

  SortedMap<ServiceCode, ServicePlan> services() {
    var reader = new ServiceReader(root, rules, codes);
    var services = reader.services();
    guide = reader.guide();
    for (ServiceCode code : services.keySet())
      if (ServiceReader.isBundle(services, code)) bundles.add(code.code());
    return services;
  }

  /** A text of a stated form; another one is told, with what to write. */
  static Optional<String> matching(Section entry, String name, String pattern, String write) {
    Optional<String> text = entry.text(name);
    if (text.isEmpty() || text.get().matches(pattern)) return text;
    entry.wrong(Code.BAD_VALUE, name, entry.path(name) + " is '" + text.get() + "'", write);
    return Optional.empty();
  }

  SortedMap<WindowId, WindowPlan> windows() {
    var windows = new TreeMap<WindowId, WindowPlan>();
    for (Section entry : root.maps("windows", "windows[]")) {
      Optional<Integer> number = entry.number("number");
      if (number.isPresent() && !numbers.add(number.get()))
        entry.wrong(
            Code.DUPLICATE, "number", "window " + number.get() + " stands twice", "another number");
      boolean pad = number.isPresent() && padWindows.contains(number.get());
      String name = entry.text("name").orElse("");
      List<ServiceCode> services = codes(entry, "services");
      boolean equal = entry.flag("equal").orElse(false);
      boolean signIn = entry.flag("signIn").orElse(false);
      boolean endsVisit = entry.flag("endsVisit").orElse(rules.endsVisit(pad));
      Optional<Duration> after = noShowAfter(entry, !pad);
      if (number.isEmpty()) continue;
      var id = new WindowId(number.get());
      windows.put(
          id,
          new WindowPlan(
              id,
              name,
              services,
              equal,
              signIn,
              endsVisit,
              after.orElse(null),
              entry.choice("kind").map(WindowKind::valueOf).orElse(WindowKind.INTEGRATED),
              tide(entry),
              roster(entry)));
    }
    return windows;
  }

  private @Nullable Tide tide(Section entry) {
    Section tide = entry.map("tide", "windows[].tide").orElse(null);
    if (tide == null) return null;
    List<ServiceCode> services = codes(tide, "services");
    Optional<Duration> over = tide.duration("over");
    Optional<Duration> lasts = tide.duration("lasts");
    if (services.isEmpty() || over.isEmpty() || lasts.isEmpty()) return null;
    return new Tide(services, over.get(), lasts.get());
  }

  private static SortedMap<LocalDate, String> roster(Section entry) {
    var roster = new TreeMap<LocalDate, String>();
    for (Section duty : entry.maps("roster", "windows[].roster[]")) {
      Optional<String> on = duty.text("on");
      Optional<String> name = duty.text("name");
      if (on.isEmpty() || name.isEmpty()) continue;
      try {
        LocalDate date = LocalDate.parse(on.get().strip());
        if (roster.put(date, name.get()) != null)
          duty.wrong(Code.DUPLICATE, "on", date + " stands twice", "one name a day");
      } catch (DateTimeException e) {
        duty.wrong(Code.BAD_VALUE, "on", duty.path("on") + " is '" + on.get() + "'", "2026-10-09");
      }
    }
    return roster;
  }

  private Optional<Duration> noShowAfter(Section entry, boolean startKey) {
    String name = "noShowAfter";
    if (!entry.has(name)) return rules.noShowAfter(startKey);
    if (entry.isWord(name, "never")) return Optional.empty();
    return entry.duration(name);
  }

  /** The services that a list of codes names, each once; to be read after the services. */
  List<ServiceCode> codes(Section entry, String list) {
    var services = new ArrayList<ServiceCode>();
    for (ScalarNode word : entry.words(list)) {
      String code = word.getValue();
      if (!codes.contains(code))
        errors.add(
            Code.UNKNOWN_NAME,
            word,
            "there is no service '" + code + "'",
            Choices.instead(code, List.copyOf(codes)));
      else if (bundles.contains(code))
        errors.add(
            Code.BAD_VALUE,
            word,
            code + " is a bundle, which no window serves",
            "the services it stands for");
      else if (services.contains(new ServiceCode(code)))
        errors.add(
            Code.DUPLICATE, word, "service " + code + " stands twice in this list", "it once");
      else services.add(new ServiceCode(code));
    }
    return services;
  }
}
