package org.acme.items.frontend.backend;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.stork.Stork;
import io.smallrye.stork.api.Service;
import io.smallrye.stork.api.ServiceDefinition;
import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.api.config.ConfigWithType;
import io.smallrye.stork.servicediscovery.dns.DnsConfiguration;
import io.smallrye.stork.servicediscovery.staticlist.StaticConfiguration;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Finds the backend's addresses with SmallRye Stork. */
@Singleton
class BackendDiscovery {
  private static final Logger LOG = Logger.getLogger(BackendDiscovery.class);

  private static final String SERVICE = "backend";
  private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

  /** Below the second in which the list is looked at again. */
  private static final String DNS_TIMEOUT = "0.5S";

  private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(1);

  private final Service service;

  /**
   * @throws IllegalArgumentException if the URL is not one that addresses can be found for
   */
  BackendDiscovery(BackendConfig config) {
    Stork stork = Stork.getInstance();
    ConfigWithType discovery = discovery(config);
    stork.defineIfAbsent(SERVICE, ServiceDefinition.of(discovery));
    this.service = stork.getService(SERVICE);
  }

  /** Lets a wrong URL end the start, instead of the first call. */
  void checkAtStart(@Observes StartupEvent start) {
    LOG.debugf("backend found by=%s", service.getServiceDiscovery().getClass().getSimpleName());
  }

  static ConfigWithType discovery(BackendConfig config) {
    URI url = config.url();
    if (!"http".equals(url.getScheme()) || url.getHost() == null || !isBare(url)) {
      throw new IllegalArgumentException(
          "BACKEND_URL must be http://host or http://host:port, got " + url);
    }
    String port = Integer.toString(url.getPort() < 0 ? 80 : url.getPort());
    if (url.getHost().equals("localhost") || IP_ADDRESS.matcher(url.getHost()).matches()) {
      return new StaticConfiguration().withAddressList(url.getHost() + ":" + port);
    }
    return new DnsConfiguration()
        .withHostname(url.getHost())
        .withRecordType("A")
        .withPort(port)
        .withRefreshPeriod(seconds(config.dnsRefresh()))
        .withDnsTimeout(DNS_TIMEOUT)
        .withDnsServers(String.join(",", config.dnsServers().orElse(List.of())));
  }

  private static boolean isBare(URI url) {
    return (url.getPath().isEmpty() || url.getPath().equals("/"))
        && url.getQuery() == null
        && url.getUserInfo() == null;
  }

  /** As Stork writes it: {@code 0.5S}. */
  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + "S";
  }

  /** As DNS has them now; those before if it does not answer; empty if it never did. */
  List<ServiceInstance> instances() {
    try {
      return service.getInstances().await().atMost(LOOKUP_TIMEOUT);
    } catch (TimeoutException e) {
      LOG.debugf("addresses of the backend not found in time");
      return List.of();
    }
  }
}
