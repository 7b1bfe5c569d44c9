package org.xuhao.hall.value;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a clerk says at the end of a visit whose case goes on (一次性告知单).
 *
 * @param missing materials that are still to be brought
 * @param checked materials that were there and need not be brought again
 * @param due by when, for a tolerant acceptance (容缺受理); null: the hall's usual time
 * @param commitment the visitor promised in writing instead (告知承诺)
 */
public record Notice(
    List<String> missing, List<String> checked, @Nullable LocalDate due, boolean commitment) {

  /** Materials of one notice at most, and characters of one material. */
  public static final int MATERIALS_MAX = 30;

  public static final int TEXT_MAX = 100;

  public Notice {
    missing = List.copyOf(missing);
    checked = List.copyOf(checked);
  }
}
