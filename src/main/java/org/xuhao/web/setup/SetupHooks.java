package org.xuhao.web.setup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The hall's file, for the set-up page. All block: they are for a worker thread, one at a time.
 * What goes in and comes out has the shape that the OpenAPI file says.
 */
public interface SetupHooks {

  /** The file as it lies there, its editions, and every key it may have. */
  JsonObject present() throws SetupTrouble;

  /**
   * Changes a draft as forms ask, checks it with the reader that a start uses, and says what would
   * change. Writes nothing.
   *
   * @param edits in the order in which they were made; may be empty
   */
  JsonObject draft(String text, JsonArray edits) throws SetupTrouble;

  /** A PNG of a sample ticket as the draft would have it printed. */
  byte[] ticket(String text) throws SetupTrouble;

  /**
   * Writes the file, after the check, and keeps the edition.
   *
   * @param base the digest of the file that the draft was made from
   * @param by the account that writes
   */
  JsonObject write(String text, String base, String by, String why) throws SetupTrouble;

  /** An edition that was kept, with its text. */
  JsonObject edition(long number) throws SetupTrouble;

  /**
   * Puts the services of a table into a draft, or says what is wrong in which row and column.
   *
   * @param content XLSX, or CSV in any usual form
   */
  JsonObject table(String text, byte[] content) throws SetupTrouble;

  /** The services of the file as a table, to be filled in and given back: CSV with a BOM. */
  byte[] template() throws SetupTrouble;
}
