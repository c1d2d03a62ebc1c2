package org.acme.items.system.discovery;

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
 * A DNS server that knows one name, as Cloud Map and a resolver in front of it answer: A records of
 * 10 s, and in the worst case an answer that is 10 s old.
 */
final class TestDns implements AutoCloseable {
  static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

  private static final int MAX_REQUEST_BYTES = 512;

  private final DatagramSocket socket;
  private final Name name;
  private volatile Answers answers = new Answers(List.of(), List.of(), System.nanoTime());

  /**
   * What is answered until a time and after it.
   *
   * @param changeAt on the clock of {@link System#nanoTime()}
   */
  private record Answers(List<String> before, List<String> after, long changeAt) {
    List<String> now() {
      return System.nanoTime() - changeAt < 0 ? before : after;
    }
  }

  TestDns(String name) {
    try {
      this.name = Name.fromString(name + ".");
      this.socket =
          new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("dns").start(this::serve);
  }

  /** As Stork wants it. */
  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Answers with these addresses from now on. */
  void answer(List<String> addresses) {
    answers = new Answers(addresses, addresses, System.nanoTime());
  }

  /** Answers with these when the answers given before are no longer in any cache. */
  void answerAfterTimeToLive(List<String> addresses) {
    answers = new Answers(answers.now(), addresses, System.nanoTime() + TIME_TO_LIVE.toNanos());
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
      for (String address : answers.now()) {
        answer.addRecord(
            new ARecord(name, DClass.IN, TIME_TO_LIVE.toSeconds(), InetAddress.ofLiteral(address)),
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
