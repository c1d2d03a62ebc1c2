package org.acme.items.loadtest.engine.jetty;

import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Promise;
import org.mortbay.jetty.load.generator.HTTPClientTransportBuilder;

/** Builds a transport for each user of the generator: the first goes to the first address. */
final class RouteTransportBuilder extends HTTPClientTransportBuilder {
  private final List<InetSocketAddress> addresses;
  private final Requests requests;
  private int built;

  RouteTransportBuilder(List<InetSocketAddress> addresses, Requests requests) {
    this.addresses = addresses;
    this.requests = requests;
    selectors(1);
  }

  @Override
  public String getType() {
    return "http/1.1 to one address";
  }

  @Override
  protected HttpClientTransport newHttpClientTransport(ClientConnector connector) {
    int address = built++ % addresses.size();
    return new OneAddress(connector, address);
  }

  private final class OneAddress extends HttpClientTransportOverHTTP {
    private final int address;

    OneAddress(ClientConnector connector, int address) {
      super(connector);
      this.address = address;
      setInitializeConnections(false);
    }

    @Override
    protected void doStart() throws Exception {
      getHttpClient().setHttpCookieStore(new HttpCookieStore.Empty());
      getHttpClient().setUserAgentField(null);
      // Names were looked up at the start of the round.
      getHttpClient().setSocketAddressResolver((host, port, promise) -> known(promise));
      super.doStart();
    }

    private void known(Promise<List<InetSocketAddress>> promise) {
      promise.succeeded(List.of(addresses.get(address)));
    }

    /** The one place that every request passes on the sending thread before it is queued. */
    @Override
    public Origin newOrigin(Request request) {
      requests.prepare(request, address);
      return super.newOrigin(request);
    }
  }
}
