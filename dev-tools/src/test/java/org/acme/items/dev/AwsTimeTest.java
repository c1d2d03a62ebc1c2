package org.acme.items.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1768644305.5",
        "\"2026-01-17T10:05:05.500Z\"",
        "\"2026-01-17T11:05:05.500000+01:00\""
      })
  void bothVersionsOfTheCommandLineAreUnderstood(String json) throws JsonProcessingException {
    Instant time = AwsTime.of(new ObjectMapper().readTree(json));

    assertThat(time).isEqualTo("2026-01-17T10:05:05.500Z");
  }

  @Test
  void peopleSeeMinutesInUtc() {
    assertThat(AwsTime.shown(Instant.parse("2026-01-17T23:05:59Z"))).isEqualTo("2026-01-17 23:05Z");
  }

  @Test
  void anythingElseIsNamed() throws JsonProcessingException {
    var wrong = new ObjectMapper().readTree("\"yesterday\"");

    assertThatExceptionOfType(DevException.class)
        .isThrownBy(() -> AwsTime.of(wrong))
        .withMessageContaining("yesterday");
  }
}
