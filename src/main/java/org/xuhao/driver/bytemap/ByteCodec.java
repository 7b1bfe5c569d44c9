package org.xuhao.driver.bytemap;

import java.util.ArrayList;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Decoded;

/** Takes a stream apart into bytes that may mean something and bytes that cannot. */
final class ByteCodec {
  private ByteCodec() {}

  /** Equal streams give equal frames however they are cut. */
  static Decoded<PadByte> decode(Bytes bytes) {
    var frames = new ArrayList<PadByte>();
    for (int i = 0; i < bytes.size(); i++)
      if (PadByte.isOne(bytes.at(i))) frames.add(new PadByte(bytes.at(i)));
    return new Decoded<>(frames, Bytes.NONE, bytes.size() - frames.size(), 0);
  }
}
