package org.xuhao.wire;

/** One whole message of a protocol. */
public interface Frame {

  /** The frame as it stands on the line, with all framing, escapes and checksums. */
  Bytes bytes();

  /** The address of the device it names as its own; -1 where the protocol has none. */
  default int device() {
    return -1;
  }
}
