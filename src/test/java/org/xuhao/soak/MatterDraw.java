package org.xuhao.soak;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Command;
import org.xuhao.hall.Matter;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.Notice;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TalkStage;
import org.xuhao.hall.value.WindowId;

/** Draws what visitors come for, what clerks give notice of, and appointments. */
final class MatterDraw {
  private static final List<String> MATERIALS = List.of("照片", "合同", "身份证", "户口簿");

  /** So few that one is often meant twice. */
  private static final int RESERVATIONS = 200;

  private final Random random;
  private final Plan plan;
  private final List<ServiceCode> services;
  private final LocalDate date;
  private int cases = 1;
  private int bookings = 1;

  MatterDraw(Random random, Plan plan, LocalDate date) {
    this.random = random;
    this.plan = plan;
    this.date = date;
    services = List.copyOf(plan.services().keySet());
  }

  /** Half of the visitors come for one thing and are not known. */
  @Nullable Matter matter() {
    if (random.nextBoolean()) return null;
    var items = new ArrayList<ServiceCode>();
    for (int i = Math.max(0, random.nextInt(9) - 4); i > 0; i--) items.add(service());
    boolean goesOn = random.nextInt(3) == 0;
    return new Matter(
        items,
        random.nextBoolean() ? Matter.Order.IN_ORDER : Matter.Order.BY_AVAILABILITY,
        goesOn ? file() : null,
        goesOn ? offer() : null,
        random.nextBoolean() ? null : "v" + random.nextInt(2),
        random.nextInt(4) > 0 ? List.of() : List.of("PROXY"));
  }

  private Matter.Offer offer() {
    return random.nextInt(3) > 0 ? Matter.Offer.RESUME : Matter.Offer.MATCHED;
  }

  /** One that was probably opened; the later the more there are. */
  private CaseId file() {
    cases = Math.min(cases + random.nextInt(2), 40);
    return new CaseId("soak-%06d".formatted(1 + random.nextInt(cases)));
  }

  /** One of the first: the more often two are of one visitor. */
  private CaseId early() {
    return new CaseId("soak-%06d".formatted(1 + random.nextInt(4)));
  }

  @Nullable Notice notice() {
    if (random.nextInt(5) == 0) return null;
    LocalDate due = random.nextInt(3) > 0 ? null : date.plusDays(random.nextInt(4) - 1);
    return new Notice(some(), some(), due, random.nextBoolean());
  }

  List<String> modes() {
    return random.nextInt(4) == 0 ? List.of("PROXY") : List.of();
  }

  private List<String> some() {
    return MATERIALS.stream().filter(text -> random.nextBoolean()).toList();
  }

  Command ofCase() {
    return switch (random.nextInt(3)) {
      case 0 -> new Command.CheckMaterials(file(), some());
      case 1 -> new Command.CompleteCase(file());
      default -> new Command.MergeCases(early(), early());
    };
  }

  Command reachStage(WindowId window) {
    TalkStage[] all = TalkStage.values();
    return new Command.ReachStage(window, all[random.nextInt(all.length)]);
  }

  /** {@code outside}: booked by a system that need not keep this hall's limits. */
  Command book(boolean outside) {
    ServiceCode code = service();
    var service = plan.services().get(code);
    LocalDate day = date.plusDays(outside ? 0 : random.nextInt(6));
    List<Instant> slots = service == null ? List.of() : plan.slots(service, day);
    Instant slot = slots.isEmpty() ? Instant.EPOCH : slots.get(random.nextInt(slots.size()));
    bookings++;
    return new Command.BookAppointment(code, slot, "v" + random.nextInt(12));
  }

  /** Asked by the hall licun: kept, given back, and by chance the second before the first. */
  Command reservation() {
    if (random.nextInt(3) == 0) return new Command.GiveBack(reserved());
    String visitor = random.nextBoolean() ? null : "v" + random.nextInt(12);
    CaseId file = random.nextInt(3) == 0 ? file() : null;
    return new Command.Reserve(reserved(), service(), visitor, file, random.nextInt(90));
  }

  private BookingId reserved() {
    return BookingId.reserved("licun", random.nextInt(RESERVATIONS));
  }

  BookingId booking() {
    if (random.nextInt(4) == 0) return reserved();
    return new BookingId("soak-B%06d".formatted(1 + random.nextInt(bookings)));
  }

  private ServiceCode service() {
    return services.get(random.nextInt(services.size()));
  }
}
