package org.acme.items.drill.ecs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS server that knows the A records of one name. */
public final class DnsServer implements AutoCloseable {
  private static final int MAX_REQUEST_BYTES = 512;

  private final Name name;
  private final Duration timeToLive;
  private final Supplier<List<String>> addresses;
  private final DatagramSocket socket;

  /**
   * Starts to answer, at any free port.
   *
   * @param host address at which it listens
   * @param addresses asked for each answer
   */
  public DnsServer(
      String name, Duration timeToLive, String host, Supplier<List<String>> addresses) {
    this.timeToLive = timeToLive;
    this.addresses = addresses;
    try {
      this.name = Name.fromString(name + ".");
      this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("dns").start(this::serve);
  }

  /** {@code address:port}. */
  public String address() {
    return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
  }

  private void serve() {
    byte[] buffer = new byte[MAX_REQUEST_BYTES];
    while (!socket.isClosed()) {
      try {
        DatagramPacket request = new DatagramPacket(buffer, buffer.length);
        socket.receive(request);
        byte[] answer = answerTo(new Message(Arrays.copyOf(buffer, request.getLength()))).toWire();
        socket.send(new DatagramPacket(answer, answer.length, request.getSocketAddress()));
      } catch (SocketException e) {
        // Closed.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Message answerTo(Message request) throws IOException {
    Record question = request.getQuestion();
    Message answer = new Message(request.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(question, Section.QUESTION);
    if (!question.getName().equals(name)) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    } else if (question.getType() == Type.A) {
      for (String address : addresses.get()) {
        answer.addRecord(
            new ARecord(name, DClass.IN, timeToLive.toSeconds(), InetAddress.ofLiteral(address)),
            Section.ANSWER);
      }
    }
    return answer;
  }

  @Override
  public void close() {
    socket.close();
  }
}
