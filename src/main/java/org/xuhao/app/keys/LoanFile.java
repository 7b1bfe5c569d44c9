package org.xuhao.app.keys;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.xuhao.web.district.MadeLoan;

/** Clerks that were sent to other halls, in {@code loans-<n>.json} of the office's data folder. */
public final class LoanFile {
  private static final int VERSION = 1;

  private final NumberedFile file;
  private final Damage damage;

  /** Those in {@code folder}; a list that cannot be read is told to {@code damage}. */
  public LoanFile(Path folder, Damage damage) {
    this.damage = damage;
    file = new NumberedFile(folder, "loans", "json");
  }

  /** Those that were kept last, newest first; none: never any. */
  public List<MadeLoan> load() throws IOException {
    return file.read(LoanFile::parse, damage, "move it away and start again");
  }

  private static List<MadeLoan> parse(String text) {
    try {
      var json = new JsonObject(text);
      if (json.getInteger("xuhao-loans") != VERSION)
        throw new IllegalArgumentException("of another release");
      var all = new ArrayList<MadeLoan>();
      for (Object one : json.getJsonArray("loans")) all.add(MadeLoan.of((JsonObject) one));
      return all;
    } catch (DecodeException
        | ClassCastException
        | NullPointerException
        | DateTimeException wrong) {
      throw new IllegalArgumentException("no list of loans: " + wrong.getMessage(), wrong);
    }
  }

  /** Keeps {@code all} in place of those before, whole or not at all. */
  public void save(List<MadeLoan> all) throws IOException {
    var loans = new JsonArray(all.stream().map(MadeLoan::json).toList());
    var json = new JsonObject().put("xuhao-loans", VERSION).put("loans", loans);
    file.save(json.encodePrettily() + "\n");
    damage.mended();
  }
}
