package org.xuhao.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.journal.Entries.HALL;
import static org.xuhao.journal.Entries.incarnation;
import static org.xuhao.journal.Entries.takes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What a writer adds between two looks of a walk is never taken for damage. */
@NullMarked
class WhileWrittenTest {
  private static final int SMALL = 16 << 10;
  private static final String FIRST = Segment.file(1);

  /** Shows {@code now}, and from the read number {@code growsAt} on {@code later}. */
  private static final class Growing implements Disk {
    private final LyingDisk now;
    private final LyingDisk later;
    private final int growsAt;
    private int reads;

    Growing(LyingDisk now, LyingDisk later, int growsAt) {
      this.now = now;
      this.later = later;
      this.growsAt = growsAt;
    }

    private LyingDisk seen() {
      return reads < growsAt ? now : later;
    }

    @Override
    public String name() {
      return now.name();
    }

    @Override
    public List<String> list() {
      return seen().list();
    }

    @Override
    public File open(String name) {
      return new File() {
        @Override
        public long size() throws IOException {
          return seen().open(name).size();
        }

        @Override
        public int read(ByteBuffer into, long at) throws IOException {
          int read = seen().open(name).read(into, at);
          reads++;
          return read;
        }

        @Override
        public void write(ByteBuffer from, long at) {
          throw new AssertionError("a walk writes nothing");
        }

        @Override
        public void truncate(long size) {
          throw new AssertionError("a walk cuts nothing");
        }

        @Override
        public void force() {}

        @Override
        public void close() {}
      };
    }

    @Override
    public File create(String name) {
      throw new AssertionError("a walk makes nothing");
    }

    @Override
    public void rename(String from, String to) {
      throw new AssertionError("a walk renames nothing");
    }

    @Override
    public void delete(String name) {
      throw new AssertionError("a walk deletes nothing");
    }

    @Override
    public void forceFolder() {}

    @Override
    public Closeable lock(String name) {
      throw new AssertionError("a walk locks nothing");
    }
  }

  @Test
  void aBatchThatComesBetweenTwoReadsIsFollowedOrLeft() throws Exception {
    var disk = new LyingDisk();
    Journal journal = Journal.open(disk, HALL, incarnation(1), SMALL, entry -> {});
    journal.append(takes(1, 1, 3));
    LyingDisk before = disk.copy();
    journal.append(takes(1, 4, 2));
    byte[] half = disk.bytes(FIRST);
    journal.append(takes(1, 6, 2));
    // The second batch is on its way: its end is still the zeros of before.
    int torn = endOf(half) - 100;
    LyingDisk during = before.copy();
    during.put(FIRST, Arrays.copyOf(Arrays.copyOf(half, torn), half.length));
    for (LyingDisk now : List.of(before, during))
      for (int growsAt = 0; growsAt < 12; growsAt++) {
        Verified verified = Journal.verify(new Growing(now, disk, growsAt), HALL);
        assertEquals(Optional.empty(), verified.trouble(), "grows at read " + growsAt);
        assertTrue(verified.found().entries() >= 3);
      }
  }

  private static int endOf(byte[] bytes) {
    int end = bytes.length;
    while (bytes[end - 1] == 0) end--;
    return end;
  }

  @Test
  void onlyWhatIsForcedIsToldForSealing() throws Exception {
    var disk = new LyingDisk();
    Journal journal = Journal.open(disk, HALL, incarnation(1), SMALL, entry -> {});
    journal.append(takes(1, 1, 3));
    LyingDisk forced = disk.copy();
    Journal behind = Journal.open(forced, HALL, incarnation(2), SMALL, entry -> {});
    journal.append(takes(1, 4, 2));
    // On the disk, and not yet forced as far as this journal knows.
    forced.put(FIRST, disk.bytes(FIRST));
    List<Position> told = new ArrayList<>();
    behind.links(Optional.empty(), link -> told.add(link.first()));
    assertEquals(3, told.size());
    told.clear();
    journal.links(Optional.empty(), link -> told.add(link.first()));
    assertEquals(5, told.size());
    told.clear();
    journal.links(journal.point(), link -> told.add(link.first()));
    assertEquals(List.of(), told);
  }
}
