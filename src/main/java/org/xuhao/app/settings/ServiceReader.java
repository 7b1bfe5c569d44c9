package org.xuhao.app.settings;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.hall.Plan.PeriodQuota;
import org.xuhao.hall.Plan.ServicePlan;
import org.xuhao.hall.Plan.Slots;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Notice;
import org.xuhao.hall.value.Offered;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.web.guide.Guide;
import org.xuhao.web.guide.Guide.ServiceGuide;

/** The services. */
final class ServiceReader {
  /** What a service's code may be. */
  static final String CODE = "[A-Z0-9-]+";

  private static final Duration USUAL_SLOT = Duration.ofMinutes(30);

  private final Section root;
  private final RulesReader rules;
  private final Set<String> codes;
  private final Map<String, String> prefixes = new HashMap<>();
  private final Map<Section, List<ServiceCode>> bundles = new LinkedHashMap<>();
  private final SortedMap<ServiceCode, ServiceGuide> guide = new TreeMap<>();

  /** {@code codes}: gets every service's code, also of those with mistakes. */
  ServiceReader(Section root, RulesReader rules, Set<String> codes) {
    this.root = root;
    this.rules = rules;
    this.codes = codes;
  }

  SortedMap<ServiceCode, ServicePlan> services() {
    var services = new TreeMap<ServiceCode, ServicePlan>();
    List<Section> entries = root.maps("services", "services[]");
    for (Section entry : entries)
      service(entry).ifPresent(service -> services.put(service.code(), service));
    for (Section entry : entries)
      entry
          .text("collection")
          .filter(code -> !codes.contains(code))
          .ifPresent(code ->
              entry.wrong(
                  Code.UNKNOWN_NAME,
                  "collection",
                  "there is no service '" + code + "'",
                  Choices.instead(code, List.copyOf(codes))));
    bundles.forEach((entry, parts) -> checkBundle(entry, parts, services));
    for (Section entry : entries)
      entry
          .text("collection")
          .filter(codes::contains)
          .map(ServiceCode::new)
          .filter(code -> isBundle(services, code))
          .ifPresent(code ->
              entry.wrong(
                  Code.BAD_VALUE,
                  "collection",
                  code + " is a bundle, which no window serves",
                  "the service where it is collected"));
    return services;
  }

  /** What was read of what they ask for and are called. */
  Guide guide() {
    return new Guide(guide);
  }

  /** Phrases of a list, each of at most so many characters as a notice takes. */
  static List<String> phrases(Section entry, String name) {
    var phrases = new ArrayList<String>();
    for (ScalarNode word : entry.words(name)) {
      String text = word.getValue().strip();
      if (text.length() <= Notice.TEXT_MAX && text.chars().noneMatch(Character::isISOControl))
        phrases.add(text);
      else
        entry.wrong(
            Code.OUT_OF_RANGE,
            name,
            entry.path(name) + " has a phrase of " + text.length() + " characters",
            "at most " + Notice.TEXT_MAX + " characters a phrase");
    }
    return phrases;
  }

  static boolean isBundle(SortedMap<ServiceCode, ServicePlan> services, ServiceCode code) {
    ServicePlan service = services.get(code);
    return service != null && !service.bundle().isEmpty();
  }

  /** Every part is a service that is no bundle itself. */
  private void checkBundle(
      Section entry, List<ServiceCode> parts, SortedMap<ServiceCode, ServicePlan> services) {
    if (!parts.isEmpty() && entry.has("slotCapacity"))
      entry.wrong(
          Code.BAD_VALUE,
          "slotCapacity",
          "a bundle cannot be booked, since no window serves it",
          "slotCapacity at the services it stands for");
    for (ServiceCode part : parts) {
      if (!codes.contains(part.code()))
        entry.wrong(
            Code.UNKNOWN_NAME,
            "bundle",
            "there is no service '" + part + "'",
            Choices.instead(part.code(), List.copyOf(codes)));
      else if (isBundle(services, part))
        entry.wrong(
            Code.BAD_VALUE, "bundle", part + " is a bundle itself", "the services it stands for");
    }
  }

  private List<ServiceCode> bundle(Section entry) {
    List<ServiceCode> parts =
        entry.words("bundle").stream()
            .map(ScalarNode::getValue)
            .filter(code -> code.matches("[A-Z0-9-]{1,16}"))
            .map(ServiceCode::new)
            .distinct()
            .toList();
    bundles.put(entry, parts);
    return parts;
  }

  private Optional<ServicePlan> service(Section entry) {
    Optional<String> code =
        WindowReader.matching(entry, "code", CODE, "A-Z, 0-9 and -, such as RS");
    Optional<String> prefix = WindowReader.matching(entry, "prefix", "[A-Z]+", "one or two of A-Z");
    String name = entry.text("name").orElse("");
    String nameEn = entry.text("nameEn").orElse("");
    String department = entry.text("department").orElse("");
    var hours = entry.hours("hours");
    var quota = entry.number("quota");
    var noShow = entry.choice("noShow").map(NoShowRule::valueOf).orElse(rules.noShow());
    var visitorQuota = entry.number("visitorQuota");
    List<PeriodQuota> periods = periods(entry);
    Slots slots = slots(entry);
    List<ServiceCode> bundle = bundle(entry);
    Optional<String> collection =
        WindowReader.matching(entry, "collection", CODE, "a service's code");
    if (code.isPresent() && !codes.add(code.get()))
      entry.wrong(
          Code.DUPLICATE, "code", "service " + code.get() + " stands twice", "another code");
    prefix.ifPresent(letters -> checkPrefix(entry, letters, code.orElse("?")));
    var of = new ServiceGuide(phrases(entry, "says"), phrases(entry, "materials"));
    if (code.isEmpty() || prefix.isEmpty()) return Optional.empty();
    guide.put(new ServiceCode(code.get()), of);
    return Optional.of(
        new ServicePlan(
            new ServiceCode(code.get()),
            prefix.get(),
            name,
            nameEn,
            department,
            hours.orElse(null),
            quota.orElse(null),
            noShow,
            collection.map(ServiceCode::new).orElse(null),
            slots,
            visitorQuota.orElse(null),
            periods,
            bundle,
            Offered.ALWAYS));
  }

  private void checkPrefix(Section entry, String prefix, String code) {
    @Nullable String other = prefixes.putIfAbsent(prefix, code);
    if (other != null)
      entry.wrong(
          Code.DUPLICATE,
          "prefix",
          "prefix " + prefix + " is that of service " + other,
          "a prefix of its own, so that no number is given twice");
  }

  private static @Nullable Slots slots(Section entry) {
    Optional<Integer> capacity = entry.number("slotCapacity");
    Duration length = entry.duration("slot").orElse(USUAL_SLOT);
    return capacity.map(many -> new Slots(length, many)).orElse(null);
  }

  private static List<PeriodQuota> periods(Section entry) {
    var periods = new ArrayList<PeriodQuota>();
    for (Section period : entry.maps("quotaUntil", "services[].quotaUntil[]")) {
      Optional<LocalTime> time = period.time("time");
      Optional<Integer> quota = period.number("quota");
      if (time.isPresent() && quota.isPresent())
        periods.add(new PeriodQuota(time.get(), quota.get()));
    }
    periods.sort(Comparator.comparing(PeriodQuota::until));
    return periods;
  }
}
