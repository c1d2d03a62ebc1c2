package org.acme.items.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A socket that sends any bytes and reads answers of HTTP/1.1. */
final class RawConnection implements AutoCloseable {
  /** Longer than any answer may take, so that one that takes longer is told by the one who asks. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket;
  private final InputStream in;

  RawConnection(URI service) throws IOException {
    this.socket = new Socket();
    socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), 5_000);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  void send(String bytes) throws IOException {
    send(bytes.getBytes(ISO_8859_1));
  }

  /** Sends, and tells whether the other side still takes it. */
  boolean sendQuietly(String bytes) {
    try {
      send(bytes);
      return true;
    } catch (IOException e) { // closed before everything was sent
      return false;
    }
  }

  /** Says that nothing more comes, and goes on listening. */
  void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  Answer ask(RawRequest request) throws IOException {
    long start = System.nanoTime();
    send(request.bytes());
    return read(request.method(), start);
  }

  /** The next answer. Interim ones, 1xx, are answers of their own. */
  Answer read() throws IOException {
    return read("GET", System.nanoTime());
  }

  private Answer read(String method, long start) throws IOException {
    String line = line();
    String[] parts = line.split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/")) {
      throw new IOException("no status line: " + line);
    }
    int status = Integer.parseInt(parts[1]);
    Map<String, String> headers = new HashMap<>();
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    boolean bodiless = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
    String body = bodiless ? "" : new String(body(headers), UTF_8);
    return new Answer(status, headers, body, Duration.ofNanos(System.nanoTime() - start));
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    String length = headers.get("content-length");
    if (length != null) {
      return in.readNBytes(Integer.parseInt(length));
    }
    if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      return in.readAllBytes();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.writeBytes(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed after: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Whether the other side ends the connection in time; what it still sends is not looked at. */
  boolean isClosedWithin(Duration time) {
    return isClosedWithin(time, new ByteArrayOutputStream());
  }

  /**
   * Everything that the other side sends before it ends the connection.
   *
   * @throws AssertionError if it does not end in time
   */
  String untilClosed(Duration time) {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    if (!isClosedWithin(time, received)) {
      throw new AssertionError("open after %s: %s".formatted(time, received.toString(ISO_8859_1)));
    }
    return received.toString(ISO_8859_1);
  }

  private boolean isClosedWithin(Duration time, ByteArrayOutputStream received) {
    long deadline = System.nanoTime() + time.toNanos();
    byte[] rest = new byte[8192];
    try {
      for (long left = time.toMillis();
          left > 0;
          left = Duration.ofNanos(deadline - System.nanoTime()).toMillis()) {
        socket.setSoTimeout((int) left);
        int size = in.read(rest);
        if (size < 0) {
          return true;
        }
        received.write(rest, 0, size);
      }
      return false;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) { // reset
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
