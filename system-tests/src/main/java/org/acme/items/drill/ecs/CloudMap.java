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
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A name whose addresses come and go, and the resolver in front of it, which keeps an answer for
 * its whole time to live.
 */
public final class CloudMap implements AutoCloseable {
  private static final int MAX_REQUEST_BYTES = 512;

  private final Name name;
  private final Duration timeToLive;
  private final DatagramSocket socket;
  private final Set<String> registered = new ConcurrentSkipListSet<>();
  private Cached cached = new Cached(List.of(), Long.MIN_VALUE);
  private boolean frozen;

  /**
   * An answer.
   *
   * @param until on the clock of {@link System#nanoTime()}
   */
  private record Cached(List<String> addresses, long until) {}

  /**
   * Starts to answer.
   *
   * @param host address that containers can reach
   */
  public CloudMap(String name, Duration timeToLive, String host) {
    this.timeToLive = timeToLive;
    try {
      this.name = Name.fromString(name + ".");
      this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("dns").start(this::serve);
  }

  /** {@code address:port}. */
  public String server() {
    return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
  }

  /** Makes an address known. */
  void register(String address) {
    registered.add(address);
  }

  /** Forgets an address; those who asked before may go on using it for the time to live. */
  void deregister(String address) {
    registered.remove(address);
  }

  /** What the resolver answers; at worst as old as the time to live. */
  public synchronized List<String> resolve() {
    long now = System.nanoTime();
    if (cached.addresses.isEmpty() || (!frozen && now - cached.until > 0)) {
      cached = new Cached(List.copyOf(registered), now + timeToLive.toNanos());
    }
    return cached.addresses;
  }

  /** Has the resolver go on with what it knows, for longer than it may; or lets it ask again. */
  public synchronized void freeze(boolean stale) {
    frozen = stale;
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
      for (String address : resolve()) {
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
