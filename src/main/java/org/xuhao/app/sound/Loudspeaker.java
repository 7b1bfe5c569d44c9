package org.xuhao.app.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.Settings.Voice;
import org.xuhao.voice.Announcement;
import org.xuhao.voice.Announcement.Phrase;

/**
 * The loudspeakers of one zone. Recorded clips are played where every word has one, else what the
 * synthesizer makes of the sentence. Two programs do the work, so that a sound card that hangs
 * hangs no thread of the hall. Every method blocks; for one thread at a time.
 */
final class Loudspeaker {

  /** The longest notice in four languages takes less; then something hangs. */
  private static final long PATIENCE_S = 120;

  /** The synthesizer's own range is 0 to 200. */
  private static final int AMPLITUDE_PER_PERCENT = 2;

  /** Silence to try a card with: 50 ms of 16 bits, mono. */
  private static final int TRIED_HZ = 22_050;

  private static final int TRIED_SAMPLES = 1_103;

  private final Voice voice;
  private final String card;
  private final Path work;
  private volatile @Nullable Process running;
  private volatile boolean closed;

  /**
   * @param work a folder for sound that is about to be played
   */
  Loudspeaker(Voice voice, String card, Path work) {
    this.voice = voice;
    this.card = card;
    this.work = work;
  }

  /**
   * Says all of it; returns when it was heard.
   *
   * @throws IOException with what does not work and what to do
   */
  void say(Announcement what) throws IOException, InterruptedException {
    var sounds = new ArrayList<Path>();
    for (Phrase phrase : what.phrases()) sounds.addAll(sound(phrase, sounds.size()));
    play(sounds);
  }

  /** Tries synthesizer and card without being heard. */
  void tryOut() throws IOException, InterruptedException {
    run(List.of("espeak-ng", "--version"), "espeak-ng");
    Files.createDirectories(work);
    Path silence = work.resolve("silence.wav");
    Files.write(silence, silence());
    play(List.of(silence));
  }

  /** The sound of one phrase: clips, or a file that was just made. */
  List<Path> sound(Phrase phrase, int number) throws IOException, InterruptedException {
    Optional<Path> folder = voice.clips().map(clips -> clips.resolve(phrase.language().code()));
    if (folder.isPresent()) {
      Optional<List<Path>> recorded = Clips.in(folder.get()).saying(phrase.text());
      if (recorded.isPresent()) return recorded.get();
    }
    Files.createDirectories(work);
    Path made = work.resolve("phrase-" + number + ".wav");
    Path text = work.resolve("phrase-" + number + ".txt");
    Files.writeString(text, phrase.text(), StandardCharsets.UTF_8);
    run(
        List.of(
            "espeak-ng",
            "-v",
            phrase.language().voice(),
            "-s",
            Integer.toString(voice.speed()),
            "-a",
            Integer.toString(voice.volume() * AMPLITUDE_PER_PERCENT),
            "-f",
            text.toString(),
            "-w",
            made.toString()),
        "espeak-ng");
    return List.of(made);
  }

  private void play(List<Path> sounds) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("aplay", "-q", "-D", card));
    for (Path sound : sounds) command.add(sound.toString());
    run(command, "alsa-utils");
  }

  /** Ends what is being said; only when the hall stops. */
  void close() {
    closed = true;
    Process under = running;
    if (under != null) under.destroy();
  }

  private void run(List<String> command, String debian) throws IOException, InterruptedException {
    Files.createDirectories(work);
    Path said = work.resolve(command.getFirst() + ".log");
    Process process = begin(command, said, debian);
    running = process;
    if (closed) process.destroy();
    try {
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS))
        throw new IOException(command.getFirst() + " hangs; unplug the sound card and plug it in");
    } finally {
      process.destroyForcibly();
      running = null;
    }
    if (process.exitValue() == 0) return;
    String why = Files.readString(said, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    throw new IOException(
        "%s on card %s: %s".formatted(command.getFirst(), card, why.isEmpty() ? "refused" : why));
  }

  private static Process begin(List<String> command, Path said, String debian) throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .start();
    } catch (IOException e) {
      throw new IOException(command.getFirst() + " does not start: apt-get install " + debian, e);
    }
  }

  /** A WAV file of silence. Source: the head of RIFF/WAVE, format 1 (PCM). */
  private static byte[] silence() {
    int bytes = 2 * TRIED_SAMPLES;
    return ByteBuffer.allocate(44 + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(36 + bytes)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(TRIED_HZ)
        .putInt(2 * TRIED_HZ)
        .putShort((short) 2)
        .putShort((short) 16)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt(bytes)
        .array();
  }
}
