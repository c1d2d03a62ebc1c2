package org.acme.items.frontend.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.stork.servicediscovery.dns.DnsConfiguration;
import io.smallrye.stork.servicediscovery.staticlist.StaticConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendDiscoveryTest {
  @Test
  void hostNameIsLookedUpInDns() {
    var dns =
        (DnsConfiguration) BackendDiscovery.discovery(config("http://backend.items.internal:8080"));

    assertThat(dns.getHostname()).isEqualTo("backend.items.internal");
    assertThat(dns.getPort()).isEqualTo("8080");
    assertThat(dns.getRecordType()).isEqualTo("A");
    assertThat(dns.getRefreshPeriod()).isEqualTo("2.0S");
    assertThat(dns.getDnsServers()).isEqualTo("127.0.0.1:5353");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8081, localhost:8081",
    "http://127.0.0.1:8081/, 127.0.0.1:8081",
    "http://10.0.1.7, 10.0.1.7:80",
    "http://[::1]:8081, [::1]:8081"
  })
  void addressIsUsedAsItIs(String url, String address) {
    var known = (StaticConfiguration) BackendDiscovery.discovery(config(url));

    assertThat(known.getAddressList()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backend.items.internal:8080",
        "https://backend.items.internal",
        "http://backend.items.internal/api",
        "http://user@backend.items.internal",
        "http://backend.items.internal?a=b",
        "http:///items",
        ""
      })
  void urlThatCannotBeFollowedIsRefused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BackendDiscovery.discovery(config(url)))
        .withMessage("BACKEND_URL must be http://host or http://host:port, got " + url);
  }

  private static BackendConfig config(String url) {
    return new BackendConfig() {
      @Override
      public URI url() {
        return URI.create(url);
      }

      @Override
      public Optional<List<String>> dnsServers() {
        return Optional.of(List.of("127.0.0.1:5353"));
      }

      @Override
      public Duration dnsRefresh() {
        return Duration.ofSeconds(2);
      }

      @Override
      public Duration timeout() {
        return Duration.ofSeconds(2);
      }

      @Override
      public Duration attemptTimeout() {
        return Duration.ofSeconds(1);
      }

      @Override
      public int concurrentCalls() {
        return 100;
      }
    };
  }
}
