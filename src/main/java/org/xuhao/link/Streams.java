package org.xuhao.link;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the district's streams are kept. */
final class Streams {
  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

  /** The server drops a message that comes twice within it: an economy only. */
  private static final Duration WINDOW = Duration.ofMinutes(2);

  /** Sources of both: the district's design, section 2. */
  private static final Duration CASE_KEPT = Duration.ofDays(40);

  private static final Duration FACT_KEPT = Duration.ofDays(35);

  /** 12 halls of the largest size for as long as they are kept, and half as much again. */
  private static final long CASE_BYTES = 1L << 30;

  private static final long FACT_BYTES = 2L << 30;

  /** An edition counts until the next one: none goes by age, and of a kind so many stay. */
  private static final Duration REF_KEPT = Duration.ZERO;

  private static final int REF_EACH = 50;

  private static final long REF_BYTES = 128L << 20;

  private Streams() {}

  /** All of them, as they are made where they are missing. */
  static List<StreamConfiguration> of(Address address) {
    return List.of(
        shape(
            address.caseStream(),
            CASE_KEPT,
            CASE_BYTES,
            address.all("case"),
            address.all("witness")),
        shape(address.factStream(), FACT_KEPT, FACT_BYTES, address.all("fact")),
        shape(address.refStream(), REF_KEPT, REF_BYTES, address.all("ref")));
  }

  private static StreamConfiguration shape(
      String stream, Duration kept, long bytes, String... subjects) {
    return StreamConfiguration.builder()
        .name(stream)
        .subjects(subjects)
        .storageType(StorageType.File)
        .maxAge(kept)
        .maxBytes(bytes)
        .maxMessagesPerSubject(kept.isZero() ? REF_EACH : -1)
        .discardPolicy(DiscardPolicy.Old)
        .duplicateWindow(WINDOW)
        .build();
  }

  /**
   * Has each of the district's streams kept on {@code copies} servers, where it is on fewer; never
   * on fewer than it is. Throws where the servers do not take it.
   */
  static void copy(Address address, JetStreamManagement server, int copies) throws IOException {
    for (StreamConfiguration shape : of(address)) {
      String stream = shape.getName();
      try {
        StreamConfiguration now = server.getStreamInfo(stream).getConfiguration();
        if (now.getReplicas() >= copies) continue;
        server.updateStream(StreamConfiguration.builder(now).replicas(copies).build());
        LOG.info("The stream {} is kept on {} servers from now on", stream, copies);
      } catch (JetStreamApiException e) {
        if (e.getErrorCode() != Server.NOT_FOUND)
          throw new Server.Away(stream + ": " + e.getMessage(), e);
      }
    }
  }
}
