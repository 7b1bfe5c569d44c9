package org.xuhao.soak;

/** What holds for every day, whatever people do. Source: rules of the hall, section 6. */
enum Invariant {
  CHART("a ticket comes to its state by a row of the chart"),
  ONE_STATE("a ticket is in one state, the same to the hall and to its events"),
  ONE_WINDOW("a window has one ticket, a ticket one window"),
  NUMBERS("no number twice in a business day, and sequences without gaps"),
  COUNTS("what was issued is somewhere"),
  BOUND_TIME("who is passed has not waited much longer"),
  BOUND_COUNT("nobody is passed more often than the limit"),
  FULL_SCAN("the call made is that of a scan over all tickets"),
  FIT("window and service fit"),
  RESERVED("nothing is kept for a closed window"),
  CASES("a case is open or has one end, and what was checked stays checked"),
  BOOKINGS("a slot holds no more than its capacity, and an appointment becomes one ticket"),
  ONCE("one request is accepted once and answered the same again"),
  VISITS("a visit has one start and one end"),
  RATINGS("a visit is rated once, and only after an outcome"),
  PRINTS("a copy is asked for once and reported once"),
  TIME("hall time never falls, and no deadline is met early or late"),
  TICKING("ticking oftener gives the same events"),
  REPLAY("the events replayed give the same hall"),
  CLEARED("a cleared day leaves nobody waiting"),
  DAYS("business days follow each other and are counted"),
  NAMED("a change by a person names who and where"),
  JOURNAL("what was acknowledged is in the journal, in order"),
  PUBLIC("what was shown or printed is in the journal"),
  SHOWN("a device in order shows what the board says"),
  NEVER_THROWS("nothing throws");

  private final String words;

  Invariant(String words) {
    this.words = words;
  }

  /** Throws, naming {@code what} broke it, unless it holds {@code so}. */
  void holds(boolean so, Object what) {
    if (!so) throw new AssertionError(name() + ", " + words + ": " + what);
  }
}
