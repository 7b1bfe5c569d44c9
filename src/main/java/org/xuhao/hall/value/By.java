package org.xuhao.hall.value;

/**
 * Who asked, and where.
 *
 * @param who a person's or device's name, such as a staff number or {@code pads/5}
 * @param place where it was asked, such as {@code window 3} or {@code dispenser 1}
 */
public record By(Role role, String who, String place) {

  /** In what capacity a command is asked. Source: rules of the hall, section 2. */
  public enum Role {
    PAD,
    DISPENSER,
    CLERK,
    DESK,
    MANAGER,
    CLOCK,
    LINK,
    VISITOR,
    DRIVER,
    SYSTEM
  }

  /** The hall's own clock. */
  public static final By CLOCK = new By(Role.CLOCK, "clock", "hall");

  /** The appliance itself, at its start. */
  public static final By SYSTEM = new By(Role.SYSTEM, "xuhao", "hall");
}
