package org.acme.items.loadtest.engine.jetty;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.EofException;

/** Why a request had no answer, in words. */
final class Failures {
  private Failures() {}

  static String explain(Throwable failure) {
    return switch (failure) {
      case UnresolvedAddressException _, UnknownHostException _ -> "unknown host";
      case SocketTimeoutException _ -> "no connection within the timeout";
      case NoRouteToHostException _ -> "no route to host";
      case ConnectException _ -> "connection refused";
      case SSLException tls -> "TLS: " + tls.getMessage();
      case EofException _, EOFException _, ClosedChannelException _ ->
          "connection closed by the target";
      case RejectedExecutionException _ -> "the tester's queue is full";
      default ->
          failure.getCause() != null
              ? explain(failure.getCause())
              : failure.getClass().getSimpleName() + message(failure);
    };
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? "" : ": " + failure.getMessage();
  }
}
