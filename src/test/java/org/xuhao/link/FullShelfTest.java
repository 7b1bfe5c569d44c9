package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.LyingDisk;

/** A disk that takes nothing more of what is heard, in a hall where nothing else happens. */
class FullShelfTest {
  @TempDir Path folder;
  private NatsServer nats;
  private LinkedHall there;

  private volatile boolean unkept;

  private final LinkWatch watch =
      new LinkWatch() {
        @Override
        public void unkept(String why) {
          unkept = true;
        }

        @Override
        public void kept() {
          unkept = false;
        }
      };

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    there = new LinkedHall("there", under(folder, "there"), "test", nats.address());
  }

  @AfterEach
  void stop() throws Exception {
    there.close();
    nats.kill();
  }

  @Test
  void theFaultEndsOnceWhatWasHeardIsKept() throws Exception {
    var address = new Address("test", "here", List.of(nats.address()), Optional.empty(), null);
    var disk = new LyingDisk();
    var opened =
        Journal.open(
            new FileDisk(under(folder, "here")),
            LinkedHall.plan("here"),
            "00000000000000aa",
            "test");
    try (var journal = opened.journal();
        var link =
            new Link(
                address,
                journal,
                disk,
                ask -> CompletableFuture.failedFuture(new IllegalStateException("no hall")),
                System::nanoTime,
                watch)) {
      there.serve(null);
      CaseId first = there.lacks("合同");
      await(() -> link.view(first).isPresent(), "the first case");
      disk.refuse(true);
      there.serve(null);
      CaseId second = there.lacks("合同");
      await(() -> unkept, "the fault");
      disk.refuse(false);
      await(() -> link.view(second).isPresent(), "the second case");
      await(() -> !unkept, "the end of the fault");
      assertTrue(link.isUp());
    }
  }
}
