package org.xuhao.hall;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import org.xuhao.hall.value.CaseId;

/**
 * The cases of one hall. Immutable; every change costs O(log n).
 *
 * @param files open ones, and ended ones until they would have expired
 * @param byCode cases by the code of a notice
 * @param byVisitor open cases by the visitor's hash, oldest first
 * @param due what the clock on the wall does to a case, and when
 * @param count the last number that this hall gave to a case
 */
public record Cases(
    TreePMap<CaseId, CaseFile> files,
    TreePMap<String, CaseId> byCode,
    TreePMap<String, TreePVector<CaseId>> byVisitor,
    TreePMap<Deadline, CaseId> due,
    long count) {
  static final Cases EMPTY =
      new Cases(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), 0);

  /** Longer than any case number or notice code. */
  private static final int NAME_MAX = 64;

  /** The numbers of all that are kept. */
  public Set<CaseId> ids() {
    return files.keySet();
  }

  /** The case with this number. */
  public Optional<CaseFile> file(CaseId id) {
    return Optional.ofNullable(files.get(id));
  }

  /** Why nobody can go on with it now; empty also for one that is unknown here, or for none. */
  Optional<Refusal> cannotGoOn(@Nullable CaseId id, Iterable<Ticket> tickets) {
    return id == null ? Optional.empty() : file(id).flatMap(file -> file.cannotGoOn(tickets));
  }

  /** The case with this number or with a notice of this code, whatever has become of it. */
  public Optional<CaseFile> named(String numberOrCode) {
    String text = numberOrCode.strip();
    if (text.isEmpty() || text.length() > NAME_MAX) return Optional.empty();
    CaseId byNotice = byCode.get(text.toUpperCase(Locale.ROOT));
    return file(byNotice == null ? new CaseId(text) : byNotice);
  }

  /** The open cases of whoever has this hash, oldest first. */
  public List<CaseFile> ofVisitor(String visitor) {
    var ids = byVisitor.get(visitor);
    return ids == null ? List.of() : ids.stream().map(files::get).toList();
  }

  /** With numbers that go on behind {@code number}. */
  Cases above(long number) {
    return new Cases(files, byCode, byVisitor, due, Math.max(count, number));
  }

  /** {@code wall}: what the clock on the wall says. */
  Cases fold(CaseEvent event, Instant wall) {
    return switch (event) {
      case CaseEvent.CaseOpened e -> open(e, wall);
      case CaseEvent.CaseResumed e -> change(e.file(), file -> file.resumed(e.window(), e.clerk()));
      case CaseEvent.NoticeGiven e -> change(e.file(), f -> f.noticed(e)).coded(e.code(), e.file());
      case CaseEvent.MaterialsChecked e -> change(e.file(), file -> file.checked(e.materials()));
      case CaseEvent.CaseTolerated e -> change(e.file(), file -> file.tolerated(e));
      case CaseEvent.CaseOverdue e -> change(e.file(), CaseFile::late);
      case CaseEvent.CaseCompleted e -> end(e.file(), CaseFile.State.COMPLETED);
      case CaseEvent.CaseExpired e -> end(e.file(), CaseFile.State.EXPIRED);
      case CaseEvent.CaseMerged e -> merge(e);
      case CaseEvent.ConflictSeen e -> change(e.file(), CaseFile::seen);
      case CaseEvent.CaseHeard e -> hear(e.now());
    };
  }

  /** A visit of this case is over. */
  Cases afterVisit(CaseId id) {
    return change(id, CaseFile::back);
  }

  /** Without those that ended and would have expired by now. */
  Cases forget(Instant wall) {
    var left = files;
    var codes = byCode;
    for (CaseFile file : files.values())
      if (file.state().isOver() && !file.expires().isAfter(wall)) {
        left = left.minus(file.id());
        for (String code : file.codes())
          if (file.id().equals(codes.get(code))) codes = codes.minus(code);
      }
    return new Cases(left, codes, byVisitor, due, count);
  }

  private Cases open(CaseEvent.CaseOpened e, Instant wall) {
    CaseFile file = CaseFile.of(e, wall);
    var owned =
        e.visitor() == null ? byVisitor : owned(e.visitor(), ids(e.visitor()).plus(e.file()));
    return new Cases(files, byCode, owned, due, count + 1).put(file);
  }

  private Cases coded(String code, CaseId id) {
    return new Cases(files, byCode.plus(code, id), byVisitor, due, count);
  }

  private Cases end(CaseId id, CaseFile.State over) {
    Cases next = change(id, file -> file.in(over));
    CaseFile file = files.get(id);
    if (file == null || file.visitor() == null) return next;
    var owned = owned(file.visitor(), ids(file.visitor()).minus(id));
    return new Cases(next.files, next.byCode, owned, next.due, count);
  }

  /** What was checked for the younger counts for the older; its notices lead there. */
  private Cases merge(CaseEvent.CaseMerged e) {
    CaseFile younger = files.get(e.file());
    if (younger == null) return this;
    Cases next =
        end(e.file(), CaseFile.State.MERGED).change(e.into(), file -> file.merged(younger));
    for (String code : younger.codes()) next = next.coded(code, e.into());
    return next;
  }

  /** One that the district knows; it may be new here. */
  private Cases hear(CaseFile now) {
    CaseFile known = files.get(now.id());
    CaseFile next = known == null ? now : known.heard(now).step(known.steps());
    var owned = byVisitor;
    if (next.visitor() != null) {
      var ids = ids(next.visitor());
      if (next.state().isOver()) ids = ids.minus(next.id());
      else if (!ids.contains(next.id())) ids = ids.plus(next.id());
      owned = owned(next.visitor(), ids);
    }
    Cases heard = new Cases(files, byCode, owned, due, count).put(next);
    // The codes of one that was merged lead to the one that stays, whichever is heard of last.
    boolean goesOn = next.state() == CaseFile.State.MERGED;
    for (String code : next.codes())
      if (!goesOn || !heard.byCode.containsKey(code)) heard = heard.coded(code, next.id());
    return heard;
  }

  private Cases change(CaseId id, UnaryOperator<CaseFile> how) {
    CaseFile file = files.get(id);
    return file == null ? this : put(how.apply(file));
  }

  private Cases put(CaseFile changed) {
    CaseFile now = changed.step(changed.steps() + 1);
    CaseFile was = files.get(now.id());
    var dates = due;
    Deadline before = was == null ? null : was.deadline();
    Deadline after = now.deadline();
    if (before != null) dates = dates.minus(before);
    if (after != null) dates = dates.plus(after, now.id());
    return new Cases(files.plus(now.id(), now), byCode, byVisitor, dates, count);
  }

  private TreePVector<CaseId> ids(String visitor) {
    var ids = byVisitor.get(visitor);
    return ids == null ? TreePVector.empty() : ids;
  }

  private TreePMap<String, TreePVector<CaseId>> owned(String visitor, TreePVector<CaseId> ids) {
    return ids.isEmpty() ? byVisitor.minus(visitor) : byVisitor.plus(visitor, ids);
  }
}
