package org.acme.items.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      proxies("10.0.0.0/16", " 192.0.2.1", "2001:db8::/32");

  @ParameterizedTest(name = "{1} sent by {0} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7 | 198.51.100.1 | 203.0.113.7",
        "10.1.0.7 | 198.51.100.1 | 10.1.0.7",
        "10.0.7.7 | 198.51.100.1 | 198.51.100.1",
        "192.0.2.1 | 198.51.100.1 | 198.51.100.1",
        "2001:db8::7 | 198.51.100.1 | 198.51.100.1",
        // What a client sent itself comes first, and is worth nothing.
        "10.0.7.7 | 1.1.1.1, 198.51.100.1 | 198.51.100.1",
        "10.0.7.7 | 1.1.1.1, 198.51.100.1, 10.0.9.9 | 198.51.100.1",
        "10.0.7.7 | 10.0.1.1, 10.0.9.9 | 10.0.1.1",
        "10.0.7.7 | 198.51.100.1:50123 | 198.51.100.1",
        "10.0.7.7 | 2001:db9::1 | 2001:db9:0:0:0:0:0:1",
        "10.0.7.7 | 198.51.100.1, localhost | 10.0.7.7",
        "10.0.7.7 | '' | 10.0.7.7",
      })
  void clientIsWhomTheOutermostProxySaw(String peer, String forwardedFor, String client) {
    assertThat(PROXIES.clientAddress(peer, List.of(forwardedFor))).isEqualTo(client);
  }

  @Test
  void headersOfTheSameNameAreOneList() {
    assertThat(PROXIES.clientAddress("10.0.7.7", List.of("1.1.1.1", "198.51.100.1")))
        .isEqualTo("198.51.100.1");
  }

  @Test
  void clientWithoutAProxyIsItself() {
    assertThat(PROXIES.clientAddress("10.0.7.7", List.of())).isEqualTo("10.0.7.7");
  }

  @ParameterizedTest(name = "{2} sent by {0} over {1} is secure: {3}")
  @CsvSource({
    "10.0.7.7, http, https, true",
    "10.0.7.7, http, HTTPS, true",
    "10.0.7.7, http, 'http, https', true",
    "10.0.7.7, http, 'https, http', false",
    "10.0.7.7, http, , false",
    "203.0.113.7, http, https, false",
    "203.0.113.7, https, http, true",
  })
  void onlyProxiesTellWhetherTheBrowserUsedTls(
      String peer, String scheme, @Nullable String forwardedProto, boolean secure) {
    assertThat(PROXIES.isSecure(peer, scheme, forwardedProto)).isEqualTo(secure);
  }

  @Test
  void nobodyIsTrustedByDefault() {
    TrustedProxies nobody = new TrustedProxies(Optional::empty);

    assertThat(nobody.clientAddress("127.0.0.1", List.of("198.51.100.1"))).isEqualTo("127.0.0.1");
    assertThat(nobody.isSecure("127.0.0.1", "http", "https")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/", "10.0.0", "proxy.example", "*", "10.0.0.0/x"})
  void whatIsNoAddressIsRefusedAtTheStart(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxies(text))
        .withMessageContaining("TRUSTED_PROXIES")
        .withMessageContaining(text);
  }

  private static TrustedProxies proxies(String... trusted) {
    return new TrustedProxies(() -> Optional.of(List.of(trusted)));
  }
}
