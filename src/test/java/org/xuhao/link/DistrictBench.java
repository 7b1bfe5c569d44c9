package org.xuhao.link;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.xuhao.hall.value.CaseId;

/**
 * How soon a case is visible in another hall after its visit ended, and whether a hall that is cut
 * off serves as fast as one that is not. Three halls and a real server on this machine; {@code
 * args[0]}: an empty folder on the disk to be measured.
 */
final class DistrictBench {
  private static final int CASES = 300;
  private static final int WARM = 50;

  private final LinkedHall here;
  private final LinkedHall there;
  private final NatsServer nats;

  private DistrictBench(Path folder) throws Exception {
    nats = new NatsServer(LinkedHall.under(folder, "nats"));
    here = new LinkedHall("here", LinkedHall.under(folder, "here"), "bench", nats.address());
    there = new LinkedHall("there", LinkedHall.under(folder, "there"), "bench", nats.address());
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    var bench = new DistrictBench(folder);
    bench.visible();
    bench.cutOff();
    bench.here.close();
    bench.there.close();
    bench.nats.kill();
  }

  private void visible() throws Exception {
    double[] ms = new double[CASES];
    for (int i = -WARM; i < CASES; i++) {
      here.serve(null);
      CaseId id = here.lacks("租赁合同");
      long from = System.nanoTime();
      while (there.link().view(id).isEmpty()) LockSupport.parkNanos(200_000);
      if (i >= 0) ms[i] = (System.nanoTime() - from) / 1e6;
    }
    tell("visible in the other hall after the visit's end was answered, ms", ms);
  }

  /** In turns, so that what else the machine does meets both alike. */
  private void cutOff() throws Exception {
    double[] linked = new double[CASES];
    double[] cut = new double[CASES];
    int block = CASES / 3;
    for (int turn = 0; turn < 3; turn++) {
      serve(linked, turn * block, block);
      nats.kill();
      LinkedHall.await(() -> !here.link().isUp(), "the cut");
      serve(cut, turn * block, block);
      nats.start();
      LinkedHall.await(() -> here.link().isUp(), "the link");
    }
    tell("take, call, start and end a visit, linked, ms", linked);
    tell("the same, cut off, ms", cut);
    double ratio = middle(linked) / middle(cut);
    System.out.printf(Locale.ROOT, "linked / cut off, of the medians: %.2f%n", ratio);
  }

  private void serve(double[] into, int from, int count) throws Exception {
    for (int i = from; i < from + count; i++) {
      long began = System.nanoTime();
      here.serve(null);
      here.lacks("租赁合同");
      into[i] = (System.nanoTime() - began) / 1e6;
    }
  }

  private static double middle(double[] ms) {
    double[] sorted = ms.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void tell(String what, double[] ms) {
    double[] sorted = ms.clone();
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.1f, p99 %.1f, worst %.1f of %d%n",
        what,
        sorted[sorted.length / 2],
        sorted[(int) Math.ceil(sorted.length * 0.99) - 1],
        sorted[sorted.length - 1],
        sorted.length);
  }
}
