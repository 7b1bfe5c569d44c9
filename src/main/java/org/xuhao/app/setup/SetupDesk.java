package org.xuhao.app.setup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.xuhao.app.settings.Settings;
import org.xuhao.web.setup.SetupHooks;
import org.xuhao.web.setup.SetupTrouble;
import org.xuhao.web.setup.SetupTrouble.Why;

/** The hall's file for the set-up page. For one thread at a time. */
public final class SetupDesk implements SetupHooks {
  private final HallFile file;
  private final Path settings;
  private final String hall;
  private final boolean demo;
  private final Sample sample;
  private final String started;

  /** Draws a sample ticket of a hall that does not run yet. */
  public interface Sample {
    /** A PNG; empty: there is no Chinese font. */
    Optional<byte[]> draw(Settings draft) throws IOException;
  }

  /**
   * For the file that a hall was started with, or a part of it.
   *
   * @param demo whether the file is written anew at each start
   */
  public SetupDesk(Path settings, String hall, boolean demo, Sample sample, InstantSource clock)
      throws IOException {
    this(settings, hall, demo, sample, clock, WholeFile::write);
  }

  SetupDesk(
      Path settings,
      String hall,
      boolean demo,
      Sample sample,
      InstantSource clock,
      WholeFile.Disk disk)
      throws IOException {
    this.settings = settings;
    this.hall = hall;
    this.demo = demo;
    this.sample = sample;
    // Behind a link the file itself is replaced, not the link.
    file = new HallFile(Files.exists(settings) ? settings.toRealPath() : settings, disk, clock);
    started = digestNow();
  }

  private String digestNow() {
    try {
      return file.read().digest();
    } catch (SetupTrouble e) {
      return ""; // too large for the page, which says so once it is opened
    }
  }

  @Override
  public JsonObject present() throws SetupTrouble {
    HallFile.State now = file.read();
    var editions = new JsonArray();
    for (Editions.Edition one : file.editions())
      editions.add(one.json().put("now", one.digest().equals(now.digest())));
    return new JsonObject()
        .put("file", settings.toString())
        .put("hall", hall)
        .put("text", now.text())
        .put("digest", now.digest())
        .put("running", now.digest().equals(started))
        .put("writable", file.isWritable())
        .put("demo", demo)
        .put("editions", editions)
        .put("keys", KeySheet.json());
  }

  @Override
  public JsonObject draft(String text, JsonArray edits) throws SetupTrouble {
    return read(edited(text, edits)).json(file.read());
  }

  private Draft read(String text) throws SetupTrouble {
    return Draft.of(settings, Draft.whole(text.replace("\r\n", "\n")), hall);
  }

  private static String edited(String text, JsonArray edits) throws SetupTrouble {
    if (edits.isEmpty()) return text;
    Draft.checkSize(text);
    var yaml = new YamlEdits(Draft.whole(text.replace("\r\n", "\n")));
    for (int i = 0; i < edits.size(); i++) {
      JsonObject edit = edits.getJsonObject(i);
      yaml.set(Draft.path(edit.getJsonArray("path")), Draft.value(edit.getValue("value")));
    }
    return yaml.text();
  }

  @Override
  public byte[] ticket(String text) throws SetupTrouble {
    Draft draft = read(text);
    if (draft.settings().isEmpty()) throw new SetupTrouble(Why.REFUSED, draft.firstError());
    try {
      Optional<byte[]> drawn = sample.draw(draft.settings().get());
      return drawn.orElseThrow(() -> new SetupTrouble(Why.NO_FONT, ""));
    } catch (IOException e) {
      throw new SetupTrouble(Why.NO_FONT, e.toString());
    }
  }

  @Override
  public JsonObject write(String text, String base, String by, String why) throws SetupTrouble {
    Draft draft = read(text);
    if (!draft.isGood()) throw new SetupTrouble(Why.REFUSED, draft.firstError());
    HallFile.State now = file.write(draft.text(), base, by, why);
    return new JsonObject().put("done", true).put("digest", now.digest());
  }

  @Override
  public JsonObject edition(long number) throws SetupTrouble {
    Editions.Edition edition = file.edition(number);
    return edition.json().put("text", edition.text());
  }

  @Override
  public JsonObject table(String text, byte[] content) throws SetupTrouble {
    Table table = Table.of(content);
    Draft before = read(text);
    return new ServiceTable(before.text(), table).into(this::read, file.read());
  }

  @Override
  public byte[] template() throws SetupTrouble {
    List<Object> services = List.of();
    Optional<Outline> outline = Outline.of(file.read().text());
    if (outline.isPresent() && outline.get().tree().get("services") instanceof List<?> all)
      services = List.copyOf(all);
    return ServiceTable.template(services);
  }
}
