package org.acme.items.backend.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.util.Random;
import org.acme.items.backend.Requests;
import org.acme.items.backend.items.ItemRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StrictJsonReaderTest {
  private static final long SEED = 20261120;

  private static ValidatorFactory validators;
  private static StrictJsonReader reader;

  @BeforeAll
  static void createReader() {
    validators = Validation.buildDefaultValidatorFactory();
    reader = new StrictJsonReader(validators.getValidator());
  }

  @AfterAll
  static void closeValidators() {
    validators.close();
  }

  /** Whatever comes, it is either a valid item or an invalid request: never a failure of ours. */
  @Test
  void damagedBodiesAreValidOrInvalidRequests() throws IOException {
    Random random = new Random(SEED);
    byte[] valid = Requests.contract("new-item.json").getBytes(UTF_8);
    int refused = 0;
    for (int round = 0; round < 30_000; round++) {
      byte[] damaged = damage(valid, random);
      try {
        assertThat(reader.read(ItemRequest.class, damaged)).isNotNull();
      } catch (ProblemException e) {
        assertThat(e.type()).isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(e.violations()).as(new String(damaged, ISO_8859_1)).isNotEmpty();
        assertThat(e.violations().toString()).doesNotContain("com.fasterxml", "java.", "Exception");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  private static byte[] damage(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    String tokens = "{}[],:\"\\0123456789.eE-+nulltruefalse \u0000\u007f\u0080\u00ff";
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) tokens.charAt(random.nextInt(tokens.length()));
        case 1 ->
            bytes =
                (text(bytes, 0, at) + text(bytes, Math.min(at + 3, bytes.length), bytes.length))
                    .getBytes(ISO_8859_1);
        default ->
            bytes = (text(bytes, 0, at) + text(bytes, at / 2, bytes.length)).getBytes(ISO_8859_1);
      }
      if (bytes.length == 0) {
        return bytes;
      }
    }
    return bytes;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }
}
