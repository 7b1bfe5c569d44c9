package org.xuhao.soak.lines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.VisitId;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;

/** Reads the journal of a hall that has stopped, and says what must not stand in it. */
final class Books {

  /** A press may wait on a line that holds everything back, and then for a pad's next try. */
  private static final Duration PRESS_COUNTS_WITHIN = Duration.ofSeconds(90);

  /** The clocks of two processes are one, but their instants are taken apart. */
  private static final Duration SLACK = Duration.ofMillis(50);

  private final Diary diary;
  private final Papers papers;
  private final List<String> wrong = new ArrayList<>();
  private final Set<String> issued = new TreeSet<>();
  private final Set<VisitId> rated = new HashSet<>();
  private final Map<Diary.Press, Boolean> counted = new HashMap<>();
  private final Map<String, Instant> confirmed = new TreeMap<>();
  private final List<String> unreadable = new ArrayList<>();
  private int calls;

  private Books(Diary diary, Papers papers) {
    this.diary = diary;
    this.papers = papers;
  }

  /** All that is wrong, and what was counted on the way. */
  record Audit(
      List<String> wrong,
      int calls,
      int presses,
      int ratings,
      int confirmed,
      List<String> unreadable) {}

  static Audit audit(Path journal, Diary diary, Papers papers) throws Exception {
    var books = new Books(diary, papers);
    books.read(journal);
    books.tickets();
    books.paper();
    return new Audit(
        books.wrong,
        books.calls,
        books.counted.size(),
        books.rated.size(),
        books.confirmed.size(),
        books.unreadable);
  }

  private void read(Path journal) throws IOException, JournalTrouble {
    try (var reader = JournalReader.ofClosed(new FileDisk(journal), "haixi")) {
      for (List<Entry> some = reader.next(100); !some.isEmpty(); some = reader.next(100))
        for (Entry entry : some) {
          if (entry.by().role() == By.Role.PAD) pressed(entry);
          for (Event event : entry.events()) happened(event, entry.wall());
        }
    }
  }

  /** Every command of a pad comes of one press of its own; the oldest that fits is used up. */
  private void pressed(Entry entry) {
    for (Diary.Press press : diary.presses())
      if (press.device().equals(entry.by().who())
          && press.key().asks(entry.command())
          && !counted.containsKey(press)
          && !press.at().isAfter(entry.wall().plus(SLACK))
          && press.at().plus(PRESS_COUNTS_WITHIN).isAfter(entry.wall())) {
        counted.put(press, true);
        return;
      }
    wrong.add(
        "%s asked %s at %s and nobody pressed"
            .formatted(entry.by().who(), entry.command(), entry.wall()));
  }

  private void happened(Event event, Instant wall) {
    switch (event) {
      case Event.TicketIssued e -> {
        if (!issued.add(e.ticket().toString())) wrong.add(e.ticket() + " was issued twice");
      }
      case Event.TicketCalled e -> calls++;
      case Event.RatingGiven e -> {
        if (!rated.add(e.visit())) wrong.add("visit " + e.visit() + " was rated twice");
      }
      case Event.PrintConfirmed e -> confirmed.put(e.ticket().toString(), wall);
      default -> {}
    }
  }

  /** What was confirmed is on a slip of its own, be it one that cannot be read. */
  private void paper() {
    papers
        .printedTwice(issued)
        .forEach((number, slips) -> wrong.add(number + " was printed twice: " + slips));
    confirmed.forEach((number, at) -> {
      if (!papers.isOnPaper(number) && !papers.takeUnreadable(at, issued, unreadable))
        wrong.add(number + " was confirmed at " + at + " and is on no paper of " + papers.near(at));
    });
  }

  private void tickets() {
    var told = new TreeSet<>(diary.tickets().values());
    if (told.size() < diary.tickets().size()) wrong.add("one number was told to two people");
    var lost = new TreeSet<>(told);
    lost.removeAll(issued);
    if (!lost.isEmpty()) wrong.add("told and not in the journal: " + lost);
    var nobodys = new TreeSet<>(issued);
    nobodys.removeAll(told);
    if (nobodys.size() > diary.unansweredCount())
      wrong.add("in the journal and told to nobody: " + nobodys);
  }
}
