package org.acme.items.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemConfigTest {
  @ParameterizedTest
  @ValueSource(strings = {"https://dash.example/d/items?from=now", "http://localhost:3000"})
  void dashboardIsAnAddressOfTheWeb(String address) {
    assertThat(config(address).dashboardUrl()).contains(URI.create(address));
  }

  @Test
  void dashboardMayBeLeftOut() {
    assertThat(config("").dashboardUrl()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "dash.example",
        "https://",
        "https://a b",
        "ftp://dash.example"
      })
  void otherDashboardsAreRefusedAtTheStart(String address) {
    assertThatThrownBy(() -> config(address))
        .hasMessageContaining("system.dashboard-url")
        .hasMessageContaining(
            "must be an address that begins with https:// or http://, got " + address);
  }

  private static SystemConfig config(String dashboard) {
    return new SmallRyeConfigBuilder()
        .withMapping(SystemConfig.class)
        .withDefaultValue("system.dashboard-url", dashboard)
        .build()
        .getConfigMapping(SystemConfig.class);
  }
}
