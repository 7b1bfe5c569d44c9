package org.xuhao.wire;

/** One whole message of a protocol. */
public interface Frame {

  /** The frame as it stands on the line, with all framing, escapes and checksums. */
  Bytes bytes();
}
