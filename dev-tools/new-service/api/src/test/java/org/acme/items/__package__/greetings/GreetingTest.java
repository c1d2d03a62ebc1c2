package org.acme.items.__package__.greetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GreetingTest {
  @Test
  void visitorIsGreetedByName() {
    assertThat(Greeting.of("Ada").text()).isEqualTo("Hello, Ada");
  }

  @Test
  void nameThatIsBlankOrTooLongIsRefused() {
    assertThatThrownBy(() -> Greeting.of(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got \" \"");
    assertThatThrownBy(() -> Greeting.of("a".repeat(Greeting.LONGEST + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
