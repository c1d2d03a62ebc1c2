package org.acme.items.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestSourceTest {
  @ParameterizedTest(name = "Sec-Fetch-Site: {0}, Origin: {1}")
  @CsvSource({
    "same-origin,",
    "none,",
    // What the browser says of itself counts more than the address, which a proxy may have changed.
    "same-origin, http://elsewhere.example",
    ", https://items.example:8443",
    ", HTTPS://ITEMS.EXAMPLE:8443",
  })
  void isOwn(@Nullable String secFetchSite, @Nullable String origin) {
    var source = new RequestSource("https://items.example:8443", secFetchSite, origin);

    assertThat(source.isOwn()).isTrue();
  }

  @ParameterizedTest(name = "Sec-Fetch-Site: {0}, Origin: {1}")
  @CsvSource({
    "cross-site,",
    "same-site,",
    "cross-site, https://items.example:8443",
    "'',",
    ",",
    ", null",
    ", http://items.example:8443",
    ", https://items.example",
    ", https://other.items.example:8443",
    ", https://items.example:8443.evil.example",
    ", ''",
  })
  void isForeign(@Nullable String secFetchSite, @Nullable String origin) {
    var source = new RequestSource("https://items.example:8443", secFetchSite, origin);

    assertThat(source.isOwn()).isFalse();
  }
}
