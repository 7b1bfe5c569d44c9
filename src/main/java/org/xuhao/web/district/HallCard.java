package org.xuhao.web.district;

import java.util.Optional;

/**
 * A hall as people are told of it.
 *
 * @param id its {@code hall.id}, never given to another one
 * @param nameEn may be empty
 * @param minutes usual way there from this hall; 0: it is this one
 * @param url where its pages are reached
 * @param place where it stands on the plan
 */
public record HallCard(
    String id,
    String name,
    String nameEn,
    int minutes,
    Optional<String> url,
    Optional<Place> place) {

  /** In hundredths of the plan, from the left and from above. */
  public record Place(int x, int y) {}
}
