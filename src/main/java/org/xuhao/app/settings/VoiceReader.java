package org.xuhao.app.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.app.settings.Settings.Voice;
import org.xuhao.app.settings.Settings.VoiceZone;
import org.xuhao.hall.Plan.Hours;
import org.xuhao.hall.value.WindowId;
import org.xuhao.voice.Language;
import org.xuhao.voice.Rules;

/** What is spoken, where and when. */
final class VoiceReader {
  private static final int TIMES = 2;
  private static final Duration REPEAT_AFTER = Duration.ofSeconds(10);
  private static final int VOLUME = 80;

  /** Slower than people talk: halls echo. */
  private static final int SPEED = 150;

  private final Path file;
  private final Errors errors;
  private final Set<Integer> windows;
  private final ZoneId zone;

  VoiceReader(Path file, Errors errors, Set<Integer> windows, ZoneId zone) {
    this.file = file;
    this.errors = errors;
    this.windows = windows;
    this.zone = zone;
  }

  /** Empty where this machine does not speak. */
  Optional<Voice> read(Optional<Section> section) {
    if (section.isEmpty()) return Optional.empty();
    Section voice = section.get();
    var rules =
        new Rules(
            voice.number("times").orElse(TIMES),
            voice.duration("repeatAfter").orElse(REPEAT_AFTER),
            quiet(voice),
            zone);
    return Optional.of(
        new Voice(
            rules,
            languages(voice),
            voice.number("volume").orElse(VOLUME),
            voice.number("speed").orElse(SPEED),
            voice.text("clips").map(name -> file.resolveSibling(name).normalize()),
            zones(voice)));
  }

  private List<Hours> quiet(Section voice) {
    var quiet = new ArrayList<Hours>();
    for (ScalarNode word : voice.words("quiet"))
      Spans.hours(word.getValue())
          .ifPresentOrElse(
              quiet::add,
              () ->
                  errors.add(
                      Code.BAD_VALUE,
                      word,
                      "'" + word.getValue() + "' are no hours",
                      "12:00-13:30"));
    return quiet;
  }

  private static List<Language> languages(Section voice) {
    if (!voice.has("languages")) return List.of(Language.MANDARIN, Language.ENGLISH);
    var languages = new ArrayList<Language>();
    for (Section one : voice.maps("languages", "voice.languages[]"))
      one.choice("code").flatMap(code -> language(one, code)).ifPresent(languages::add);
    if (!languages.isEmpty() && !languages.getFirst().equals(Language.MANDARIN))
      voice.wrong(
          Code.BAD_VALUE, "languages", "the first language is not Mandarin", "{code: zh} first");
    return languages;
  }

  private static Optional<Language> language(Section one, String code) {
    if (code.equals("zh")) return Optional.of(Language.MANDARIN);
    if (code.equals("yue")) return Optional.of(Language.CANTONESE);
    if (code.equals("en")) return Optional.of(Language.ENGLISH);
    Optional<String> voice = one.text("voice");
    Optional<String> call = one.text("call");
    if (voice.isEmpty())
      one.wrong(Code.MISSING_KEY, "voice", "this language has no voice", "voice: ug");
    else if (!voice.get().matches("[A-Za-z0-9+-]+"))
      one.wrong(
          Code.BAD_VALUE, "voice", "no voice is named " + voice.get(), "as espeak-ng --voices");
    else if (call.isEmpty() || !call.get().contains("{number}") || !call.get().contains("{window}"))
      one.wrong(
          Code.BAD_VALUE,
          "call",
          "the sentence does not say who goes where",
          "call: a sentence with {number} and {window}");
    else return Optional.of(Language.other(voice.get(), voice.get(), call.get()));
    return Optional.empty();
  }

  private List<VoiceZone> zones(Section voice) {
    var zones = new ArrayList<VoiceZone>();
    var names = new HashSet<String>();
    for (Section one : voice.maps("zones", "voice.zones[]")) {
      String name = one.text("name").orElse("");
      if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]*"))
        one.wrong(Code.BAD_VALUE, "name", "a zone named '" + name + "'", "a-z, 0-9 and -");
      else if (!names.add(name))
        one.wrong(Code.DUPLICATE, "name", "two zones named " + name, "a name of its own for each");
      String card = one.text("card").orElse("default");
      if (!card.matches("[A-Za-z0-9_:,.=-]+"))
        one.wrong(Code.BAD_VALUE, "card", "no card is named '" + card + "'", "as aplay -L says");
      zones.add(new VoiceZone(name, card, windows(one)));
    }
    return zones;
  }

  private Set<WindowId> windows(Section one) {
    var all = new TreeSet<WindowId>();
    for (ScalarNode word : one.words("windows"))
      if (word.getValue().matches("[0-9]{1,3}")
          && windows.contains(Integer.parseInt(word.getValue())))
        all.add(new WindowId(Integer.parseInt(word.getValue())));
      else
        errors.add(
            Code.UNKNOWN_NAME,
            word,
            "there is no window " + word.getValue(),
            "a number from windows:");
    return all;
  }
}
