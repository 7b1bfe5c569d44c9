package org.xuhao.hall;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;

/**
 * What a visitor came for, beyond the service whose turn it is.
 *
 * @param next items after the present one, as services
 * @param order in which they are served
 * @param file the case that the present item goes on with
 * @param offer what the visitor chose for it
 * @param visitor keyed hash of the identity number; null: not known
 * @param modes service modes (延时, 上门 …) and assistance tags (陪同, 手语 …), to be counted
 */
public record Matter(
    List<ServiceCode> next,
    Order order,
    @Nullable CaseId file,
    @Nullable Offer offer,
    @Nullable String visitor,
    List<String> modes) {

  /** Items of one ticket at most. Source: rules of the hall, section 2, TakeTicket. */
  public static final int ITEMS_MAX = 5;

  /** The service mode of a ticket for a bundle (一件事). */
  private static final String BUNDLE = "ONE_MATTER";

  /** The service mode of a ticket for a talk at a remote window. */
  public static final String REMOTE = "REMOTE";

  static final Matter NONE = new Matter(List.of(), Order.IN_ORDER, null, null, null, List.of());

  public Matter {
    next = List.copyOf(next);
    modes = List.copyOf(modes);
  }

  /** Which item comes next. */
  public enum Order {
    IN_ORDER,
    /** The one with the fewest ahead for each open window. */
    BY_AVAILABILITY
  }

  /** Where a case goes on. */
  public enum Offer {
    /** Where it is known: kept for its window or clerk for a while. */
    RESUME,
    /** Any able window, as everybody. */
    MATCHED
  }

  /** Whether its visitor is elsewhere. */
  public boolean isRemote() {
    return modes.contains(REMOTE);
  }

  /** With one more item, last of all. */
  Matter gaining(ServiceCode item) {
    var all = new ArrayList<ServiceCode>(next);
    all.add(item);
    return new Matter(all, order, file, offer, visitor, modes);
  }

  /** What one number of a bundle is for, beyond its first service; counted as such. */
  Matter bundled(List<ServiceCode> bundle) {
    var all = new ArrayList<>(bundle.subList(1, bundle.size()));
    all.addAll(next);
    var counted = new ArrayList<>(modes);
    if (!counted.contains(BUNDLE)) counted.add(BUNDLE);
    return new Matter(all, order, file, offer, visitor, counted);
  }

  /** With {@code item} being served: the case belonged to the one before. */
  Matter goingOn(ServiceCode item) {
    var left = new ArrayList<ServiceCode>(next);
    left.remove(item);
    return new Matter(left, order, null, null, visitor, modes);
  }
}
