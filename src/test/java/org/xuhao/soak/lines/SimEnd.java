package org.xuhao.soak.lines;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import org.xuhao.wire.Bytes;

/** The simulated hall's devices of one line, behind the port that they have there. */
final class SimEnd implements DeviceEnd {
  /** A client that nobody holds is closed, and its connections with it. */
  private final NetClient client;

  private final NetSocket devices;

  private SimEnd(NetClient client, NetSocket devices) {
    this.client = client;
    this.devices = devices;
  }

  /** Hangs the devices behind {@code port} on {@code wire}. */
  static SimEnd attach(Vertx vertx, Context context, BadWire wire, int port) throws Exception {
    NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    NetSocket socket =
        BadWire.on(
            context,
            () ->
                client
                    .connect(port, "127.0.0.1")
                    .onSuccess(
                        to -> to.handler(buffer -> wire.says(Bytes.copyOf(buffer.getBytes())))));
    var end = new SimEnd(client, socket);
    wire.attach(end);
    return end;
  }

  /** Ends the connection to the devices. */
  Future<Void> close() {
    return client.close();
  }

  @Override
  public void hears(Bytes bytes) {
    devices.write(Buffer.buffer(bytes.toArray()));
  }
}
