package org.xuhao.app.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.settings.Settings.Voice;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.voice.Announcement;
import org.xuhao.voice.Announcement.Phrase;
import org.xuhao.voice.Language;
import org.xuhao.voice.Rules;

/** The real synthesizer makes sound; ALSA's null card takes it. */
class LoudspeakerTest {
  private static final Announcement CALL =
      Announcement.call(
          new TicketNumber("A", 47),
          new WindowId(12),
          Instant.EPOCH,
          List.of(Language.MANDARIN, Language.ENGLISH));

  @TempDir Path folder;

  private Loudspeaker loudspeaker(int volume, String card) {
    var rules = new Rules(1, Duration.ZERO, List.of(), ZoneOffset.UTC);
    var voice =
        new Voice(rules, List.of(), volume, 150, Optional.of(folder.resolve("c")), List.of());
    return new Loudspeaker(voice, card, folder.resolve("work"));
  }

  private record Sound(double seconds, double loudness) {}

  /** How long a file sounds, and the mean of its samples' size. */
  private static Sound sound(List<Path> files) throws IOException, UnsupportedAudioFileException {
    assertEquals(1, files.size());
    try (AudioInputStream in = AudioSystem.getAudioInputStream(files.getFirst().toFile())) {
      AudioFormat format = in.getFormat();
      assertEquals(16, format.getSampleSizeInBits());
      byte[] raw = in.readAllBytes();
      long sum = 0;
      for (int i = 0; i + 1 < raw.length; i += 2)
        sum += Math.abs((short) ((raw[i] & 0xFF) | raw[i + 1] << 8));
      double samples = raw.length / 2.0;
      return new Sound(samples / format.getSampleRate(), sum / samples);
    }
  }

  @Test
  void aCallIsHeardInBothLanguages() throws Exception {
    for (Phrase phrase : CALL.phrases()) {
      Sound said = sound(loudspeaker(80, "null").sound(phrase, 0));
      assertTrue(said.seconds() > 2 && said.seconds() < 10, phrase + " took " + said);
      assertTrue(said.loudness() > 300, phrase + " is silent: " + said);
    }
  }

  @Test
  void theVolumeIsObeyed() throws Exception {
    Phrase phrase = CALL.phrases().getFirst();
    double quiet = sound(loudspeaker(20, "null").sound(phrase, 0)).loudness();
    double loud = sound(loudspeaker(90, "null").sound(phrase, 1)).loudness();
    assertTrue(loud > 2 * quiet, quiet + " and " + loud);
  }

  @Test
  void allOfItIsPlayed() throws Exception {
    loudspeaker(80, "null").tryOut();
    loudspeaker(80, "null").say(CALL);
  }

  @Test
  void anAbsentCardSaysSoAndWhich() {
    var why = assertThrows(IOException.class, () -> loudspeaker(80, "hw:CARD=Absent").tryOut());
    assertTrue(String.valueOf(why.getMessage()).contains("hw:CARD=Absent"), why.getMessage());
  }

  @Test
  void recordedWordsAreTakenWhereAllAreThere() throws Exception {
    Path zh = Files.createDirectories(folder.resolve("c").resolve("zh"));
    for (String word : List.of("请", "A", "零", "四", "七", "号到", "号", "到", "十", "二", "号窗口"))
      Files.createFile(zh.resolve(word + ".wav"));
    List<String> names =
        loudspeaker(80, "null").sound(CALL.phrases().getFirst(), 0).stream()
            .map(file -> file.getFileName().toString().replace(".wav", ""))
            .toList();
    assertEquals(List.of("请", "A", "零", "四", "七", "号", "到", "十", "二", "号窗口"), names);
    Files.delete(zh.resolve("七.wav"));
    assertEquals(
        "phrase-0.wav",
        loudspeaker(80, "null")
            .sound(CALL.phrases().getFirst(), 0)
            .getFirst()
            .getFileName()
            .toString());
  }
}
