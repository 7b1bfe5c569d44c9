package org.xuhao.web.district;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.xuhao.hall.value.Words;

/**
 * A hall as people are told of it.
 *
 * @param id its {@code hall.id}, never given to another one
 * @param nameEn may be empty
 * @param minutes usual way there from this hall; 0: it is this one
 * @param url where its pages are reached
 * @param place where it stands on the plan
 * @param address where it is; empty words: not told
 * @param way how to get there; the same
 */
public record HallCard(
    String id,
    String name,
    String nameEn,
    int minutes,
    Optional<String> url,
    Optional<Place> place,
    Words address,
    Words way) {

  /** What is not told. */
  private static final Words UNTOLD = new Words("", "");

  /** One whose address is not told. */
  public HallCard(
      String id,
      String name,
      String nameEn,
      int minutes,
      Optional<String> url,
      Optional<Place> place) {
    this(id, name, nameEn, minutes, url, place, UNTOLD, UNTOLD);
  }

  /** As pages show it. */
  JsonObject json() {
    return new JsonObject()
        .put("hall", id)
        .put("name", name)
        .put("nameEn", nameEn)
        .put("address", address.zh())
        .put("addressEn", address.en())
        .put("way", way.zh())
        .put("wayEn", way.en())
        .put("minutes", minutes);
  }

  /** In hundredths of the plan, from the left and from above. */
  public record Place(int x, int y) {}
}
