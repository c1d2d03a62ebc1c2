package org.acme.items.loadtest.measurement;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** An address on which connections are neither taken nor refused: its queue of them is full. */
final class BlackHole implements AutoCloseable {
  private static final int MORE_THAN_THE_QUEUE = 10;

  private final ServerSocket server;
  private final List<SocketChannel> waiting = new ArrayList<>();

  BlackHole(String ip, int port) throws IOException {
    server = new ServerSocket(port, 1, InetAddress.getByName(ip));
    for (int i = 0; i < MORE_THAN_THE_QUEUE; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.connect(new InetSocketAddress(ip, port));
      waiting.add(channel);
    }
  }

  String address() {
    return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : waiting) {
      channel.close();
    }
    server.close();
  }
}
