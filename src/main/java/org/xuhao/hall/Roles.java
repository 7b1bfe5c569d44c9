package org.xuhao.hall;

import static org.xuhao.hall.value.By.Role.CLERK;
import static org.xuhao.hall.value.By.Role.CLOCK;
import static org.xuhao.hall.value.By.Role.DESK;
import static org.xuhao.hall.value.By.Role.DISPENSER;
import static org.xuhao.hall.value.By.Role.DRIVER;
import static org.xuhao.hall.value.By.Role.LINK;
import static org.xuhao.hall.value.By.Role.MANAGER;
import static org.xuhao.hall.value.By.Role.PAD;
import static org.xuhao.hall.value.By.Role.SYSTEM;
import static org.xuhao.hall.value.By.Role.VISITOR;

import java.util.Optional;
import java.util.Set;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.By.Role;

/** Who may ask what. Source: rules of the hall, section 2, the column Who. */
final class Roles {
  private Roles() {}

  static Optional<Refusal> refuse(Ask ask) {
    Role role = ask.by().role();
    if (allowed(ask.command()).contains(role)) return Optional.empty();
    boolean clerkRates = ask.command() instanceof Command.Rate && role != LINK;
    return Optional.of(clerkRates ? Refusal.CLERK_CANNOT_RATE : Refusal.NOT_ALLOWED);
  }

  /** Whether this one's requests can come twice and so are remembered. */
  static boolean isAnswered(By by) {
    return by.role() != CLOCK && by.role() != DRIVER && by.role() != SYSTEM;
  }

  private static Set<Role> allowed(Command command) {
    return switch (command) {
      case Command.TakeTicket c -> Set.of(DISPENSER, DESK, VISITOR, LINK);
      case Command.GrantPriority c -> Set.of(DESK, MANAGER);
      case Command.Expedite c -> Set.of(DESK, MANAGER);
      case Command.Redirect c -> Set.of(DESK, MANAGER);
      case Command.Join c -> Set.of(DESK, MANAGER);
      case Command.RecheckIn c -> Set.of(DISPENSER, DESK, VISITOR);
      case Command.StopTaking c -> Set.of(MANAGER);
      case Command.AllowTaking c -> Set.of(MANAGER);
      case Command.Reprint c -> Set.of(DISPENSER, DESK);
      case Command.ReportPrint c -> Set.of(DRIVER);
      case Command.Abandon c -> Set.of(PAD, CLERK, DESK, VISITOR);
      case Command.Rate c -> Set.of(PAD, DRIVER, VISITOR);
      case Command.BookAppointment c -> Set.of(DESK, VISITOR, LINK);
      case Command.CancelAppointment c -> Set.of(DESK, VISITOR, LINK);
      case Command.CheckIn c -> Set.of(DISPENSER, DESK, VISITOR);
      case Command.AskReservation c -> Set.of(DISPENSER, DESK, VISITOR);
      case Command.OfReservation c -> Set.of(LINK);
      case Command.CheckMaterials c -> Set.of(CLERK, DESK);
      case Command.CompleteCase c -> Set.of(CLERK, DESK);
      case Command.MergeCases c -> Set.of(CLERK, DESK);
      case Command.SeeConflict c -> Set.of(CLERK, DESK, MANAGER);
      case Command.HearCase c -> Set.of(LINK);
      case Command.OfDistrict c -> Set.of(LINK);
      case Command.TimePassed c -> Set.of(CLOCK);
      case Command.SetServices c -> Set.of(MANAGER);
      case Command.MoveClerk c -> Set.of(MANAGER);
      case Command.ReleaseHold c -> Set.of(PAD, CLERK, DESK, MANAGER);
      case Command.CallTicket c -> Set.of(CLERK, MANAGER);
      case Command.Transfer c -> Set.of(PAD, CLERK, DESK);
      case Command.OpenWindow c -> Set.of(PAD, CLERK, MANAGER);
      case Command.CloseWindow c -> Set.of(PAD, CLERK, MANAGER);
      case Command.Pause c -> Set.of(PAD, CLERK, MANAGER, LINK);
      case Command.Reopen c -> Set.of(PAD, CLERK, MANAGER);
      case Command.AtWindow c -> Set.of(PAD, CLERK);
    };
  }
}
