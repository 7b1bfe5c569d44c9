package org.xuhao.app.settings;

import static org.xuhao.app.settings.Keys.choice;
import static org.xuhao.app.settings.Keys.list;
import static org.xuhao.app.settings.Keys.number;
import static org.xuhao.app.settings.Keys.one;
import static org.xuhao.app.settings.Keys.text;

import java.util.List;
import org.xuhao.app.settings.Key.Kind;

/** The keys of what is spoken. */
final class VoiceKeys {
  private static final long SECOND = 1_000;
  private static final String NEEDED = Key.REQUIRED;

  private VoiceKeys() {}

  static List<Key> all() {
    String in = "voice";
    String language = "voice.languages[]";
    String zone = "voice.zones[]";
    return List.of(
        list(in, "zones", 1, 16, NEEDED, "Parts of the hall, each with its own loudspeakers."),
        list(in, "languages", 1, 4, "zh, en", "What is spoken, one after the other; zh first."),
        number(in, "times", 1, 5, "2", "How often a call is said while nobody comes."),
        one(
            in,
            "repeatAfter",
            Kind.DURATION,
            0,
            120 * SECOND,
            "10s",
            "From the end of one time to the next."),
        list(in, "quiet", 0, 10, "", "Hours in which it is only shown, such as 12:00-13:30."),
        number(in, "volume", 1, 100, "80", "How loud the synthesizer is; clips are as recorded."),
        number(in, "speed", 80, 300, "150", "Words a minute."),
        text(
            in, "clips", 1, 200, "", "Folder of recorded clips, <code>/<word>.wav; from the file."),
        choice(language, "code", List.of("zh", "yue", "en", "other"), NEEDED, "The language."),
        text(language, "voice", 1, 40, "", "Of other: what espeak-ng calls it, such as ug."),
        text(language, "call", 1, 120, "", "Of other: the sentence, with {number} and {window}."),
        text(zone, "name", 1, 32, NEEDED, "a-z, 0-9 and -; /display?zone=name shows its words."),
        text(zone, "card", 1, 60, "default", "ALSA's name of its sound card: see aplay -L."),
        list(zone, "windows", 0, 999, "all", "Numbers of the windows whose calls are said here."));
  }
}
