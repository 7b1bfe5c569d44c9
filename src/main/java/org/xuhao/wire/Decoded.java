package org.xuhao.wire;

import java.util.List;

/**
 * What a stretch of bytes turned out to be.
 *
 * @param frames whole and sound frames, in order
 * @param tail an unfinished frame at the end; put it before the bytes that come next
 * @param noiseBytes bytes that belong to no frame
 * @param badFrames frames that were whole but unsound; their bytes count as noise too
 */
public record Decoded<F extends Frame>(List<F> frames, Bytes tail, int noiseBytes, int badFrames) {
  public Decoded {
    frames = List.copyOf(frames);
  }
}
