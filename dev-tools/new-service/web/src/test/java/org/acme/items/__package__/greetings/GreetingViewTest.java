package org.acme.items.__package__.greetings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GreetingViewTest {
  @Test
  void visitorIsGreetedByName() {
    assertThat(GreetingView.of(" Ada ", "1").title()).isEqualTo("Hello, Ada");
  }

  @Test
  void nobodyIsGreetedToo() {
    assertThat(GreetingView.of(" ", "1").title()).isEqualTo("Hello");
  }

  @Test
  void longNameIsCut() {
    String name = "a".repeat(GreetingView.LONGEST + 1);

    assertThat(GreetingView.of(name, "1").visitor()).hasSize(GreetingView.LONGEST);
  }
}
