package org.xuhao.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk with a cache that forgets. It keeps a log of every operation, so that one run can be cut
 * at each of them: {@link Cuts} says what the platter could hold then.
 */
public final class LyingDisk implements Disk {

  /** What a power cut does to what was not forced. */
  public enum Model {
    /** All of it is lost. */
    DROP_ALL,
    /** It lands in order up to some point, the last write torn there. */
    PREFIX_TORN,
    /** Any sector of any write lands or does not. */
    RANDOM_SECTORS
  }

  private static final int SECTOR_BYTES = 512;

  private sealed interface Op {
    String name();

    record Create(String name) implements Op {}

    record Write(String name, long at, String bytes) implements Op {}

    record Truncate(String name, long size) implements Op {}

    record Force(String name) implements Op {}

    record Rename(String name, String to) implements Op {}

    record Delete(String name) implements Op {}

    record ForceFolder(String name) implements Op {}
  }

  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, byte[]> initial;
  private final List<Op> log = new ArrayList<>();
  private boolean refuses;
  private boolean locked;
  private boolean keepsLog = true;

  public LyingDisk() {
    this(Map.of());
  }

  private LyingDisk(Map<String, byte[]> files) {
    this.files.putAll(files);
    this.initial = Map.copyOf(files);
  }

  /** Another disk with the same files, all of them forced. */
  public LyingDisk copy() {
    return new LyingDisk(files);
  }

  /** Keeps no log from now on, for long runs that are not cut. */
  public LyingDisk withoutLog() {
    keepsLog = false;
    return this;
  }

  /** From now on every write and force throws, or none does. */
  public void refuse(boolean now) {
    refuses = now;
  }

  /** How many operations there were. */
  public int operations() {
    return log.size();
  }

  public byte[] bytes(String name) {
    return file(name).clone();
  }

  public void put(String name, byte[] bytes) {
    files.put(name, bytes.clone());
  }

  public void remove(String name) {
    files.remove(name);
  }

  @Override
  public String name() {
    return "lying disk";
  }

  @Override
  public synchronized List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public File open(String name) throws IOException {
    if (!files.containsKey(name)) throw new IOException("no file " + name);
    return new Open(name);
  }

  @Override
  public synchronized File create(String name) throws IOException {
    refuseIfTold();
    log(new Op.Create(name));
    files.put(name, new byte[0]);
    return new Open(name);
  }

  @Override
  public synchronized void forceFolder() throws IOException {
    refuseIfTold();
    log(new Op.ForceFolder(""));
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    refuseIfTold();
    if (!files.containsKey(from)) throw new IOException("no file " + from);
    log(new Op.Rename(from, to));
    apply(files, new Op.Rename(from, to));
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    refuseIfTold();
    if (!files.containsKey(name)) throw new IOException("no file " + name);
    log(new Op.Delete(name));
    apply(files, new Op.Delete(name));
  }

  @Override
  public Closeable lock(String name) throws JournalInUse {
    if (locked) throw new JournalInUse(name, "1");
    locked = true;
    return () -> locked = false;
  }

  private void log(Op op) {
    if (keepsLog) log.add(op);
  }

  private void refuseIfTold() throws IOException {
    if (refuses) throw new IOException("told to refuse");
  }

  private byte[] file(String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) throw new IllegalStateException("no file " + name);
    return bytes;
  }

  /** Walks along the log once; {@link #cut} may be asked at each step. */
  public final class Cuts {
    private final Map<String, byte[]> durable = new TreeMap<>(initial);
    private final List<Op> pending = new ArrayList<>();
    private final List<Op> names = new ArrayList<>();
    private final Set<String> unnamed = new LinkedHashSet<>();
    private int at;

    /** Goes on to just after operation {@code to}. */
    public Cuts advance(int to) {
      for (; at < to; at++) step(log.get(at));
      return this;
    }

    private void step(Op op) {
      switch (op) {
        case Op.Force force -> settle(force.name());
        case Op.ForceFolder folder -> {
          unnamed.clear();
          for (Op name : names) apply(durable, name);
          names.clear();
        }
        case Op.Rename rename -> names.add(rename);
        case Op.Delete delete -> names.add(delete);
        case Op.Create create -> {
          if (!durable.containsKey(create.name())) {
            durable.put(create.name(), new byte[0]);
            unnamed.add(create.name());
          } else pending.add(new Op.Truncate(create.name(), 0));
        }
        case Op.Write write -> pending.add(write);
        case Op.Truncate truncate -> pending.add(truncate);
      }
    }

    private void settle(String name) {
      for (Op op : pending) if (op.name().equals(name)) apply(durable, op);
      pending.removeIf(op -> op.name().equals(name));
    }

    /** What the platter holds if the power goes now. */
    public LyingDisk cut(Model model, Random random) {
      Map<String, byte[]> left = new TreeMap<>(durable);
      switch (model) {
        case DROP_ALL -> left.keySet().removeAll(unnamed);
        case PREFIX_TORN -> {
          int whole = random.nextInt(pending.size() + 1);
          for (int i = 0; i < whole; i++) apply(left, pending.get(i));
          if (whole < pending.size()) tear(left, pending.get(whole), random, true);
          int named = random.nextInt(names.size() + 1);
          for (int i = 0; i < named; i++) apply(left, names.get(i));
          if (random.nextBoolean()) left.keySet().removeAll(unnamed);
        }
        case RANDOM_SECTORS -> {
          for (Op op : pending) tear(left, op, random, false);
          for (Op op : names) if (random.nextBoolean()) apply(left, op);
          left.keySet().removeIf(name -> unnamed.contains(name) && random.nextBoolean());
        }
      }
      return new LyingDisk(left);
    }
  }

  private static void tear(Map<String, byte[]> left, Op op, Random random, boolean inOrder) {
    if (!(op instanceof Op.Write write)) {
      if (random.nextBoolean()) apply(left, op);
      return;
    }
    byte[] bytes = latin(write.bytes());
    double chance = new double[] {0.2, 0.5, 0.8, 0.95}[random.nextInt(4)];
    int upTo = inOrder ? random.nextInt(bytes.length + 1) : bytes.length;
    for (int from = 0; from < upTo; ) {
      long at = write.at() + from;
      // Sectors lie where the disk has them, not where the write begins.
      int to = from + SECTOR_BYTES - (int) (at % SECTOR_BYTES);
      to = Math.min(to, upTo);
      if (inOrder || random.nextDouble() < chance)
        apply(left, new Op.Write(write.name(), at, write.bytes().substring(from, to)));
      from = to;
    }
  }

  private static void apply(Map<String, byte[]> files, Op op) {
    byte[] bytes = files.getOrDefault(op.name(), new byte[0]);
    switch (op) {
      case Op.Write write -> {
        byte[] data = latin(write.bytes());
        int end = (int) write.at() + data.length;
        byte[] grown = Arrays.copyOf(bytes, Math.max(bytes.length, end));
        System.arraycopy(data, 0, grown, (int) write.at(), data.length);
        files.put(write.name(), grown);
      }
      case Op.Truncate cut -> {
        if (cut.size() < bytes.length)
          files.put(cut.name(), Arrays.copyOf(bytes, (int) cut.size()));
      }
      case Op.Create create -> files.put(create.name(), new byte[0]);
      case Op.Rename rename -> {
        byte[] moved = files.remove(rename.name());
        if (moved != null) files.put(rename.to(), moved);
      }
      case Op.Delete delete -> files.remove(delete.name());
      case Op.Force force -> {}
      case Op.ForceFolder folder -> {}
    }
  }

  /** One character a byte: a record of the log then compares and prints as a value. */
  private static byte[] latin(String bytes) {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  private final class Open implements File {
    private final String name;

    Open(String name) {
      this.name = name;
    }

    @Override
    public long size() {
      synchronized (LyingDisk.this) {
        return file(name).length;
      }
    }

    @Override
    public int read(ByteBuffer into, long at) {
      synchronized (LyingDisk.this) {
        byte[] bytes = file(name);
        if (at >= bytes.length) return -1;
        int length = (int) Math.min(into.remaining(), bytes.length - at);
        into.put(bytes, (int) at, length);
        return length;
      }
    }

    @Override
    public void write(ByteBuffer from, long at) throws IOException {
      synchronized (LyingDisk.this) {
        byte[] data = new byte[from.remaining()];
        from.get(data);
        // A disk that refuses a write may have taken a part of it.
        int length = refuses ? data.length / 2 : data.length;
        put(name, at, data, length);
        if (keepsLog) {
          var text = new String(data, 0, length, StandardCharsets.ISO_8859_1);
          log.add(new Op.Write(name, at, text));
        }
        refuseIfTold();
      }
    }

    private void put(String file, long at, byte[] data, int length) {
      byte[] bytes = file(file);
      int end = (int) at + length;
      if (end > bytes.length) bytes = Arrays.copyOf(bytes, end);
      System.arraycopy(data, 0, bytes, (int) at, length);
      files.put(file, bytes);
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (LyingDisk.this) {
        refuseIfTold();
        log(new Op.Truncate(name, size));
        apply(files, new Op.Truncate(name, size));
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (LyingDisk.this) {
        refuseIfTold();
        log(new Op.Force(name));
      }
    }

    @Override
    public void close() {}
  }
}
