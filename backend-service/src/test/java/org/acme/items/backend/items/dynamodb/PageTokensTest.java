package org.acme.items.backend.items.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.UUID;
import org.acme.items.backend.items.InvalidPageTokenException;
import org.acme.items.backend.items.ItemId;
import org.junit.jupiter.api.Test;

class PageTokensTest {
  private static final long SEED = 20261120;

  private final Random random = new Random(SEED);
  private final PageTokens tokens = new PageTokens(key());

  @Test
  void tokensAreReadBack() {
    for (int round = 0; round < 5_000; round++) {
      ItemId id = id();

      assertThat(tokens.read(tokens.after(id))).isEqualTo(id);
    }
  }

  @Test
  void everyOtherCharacterIsRefused() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ é";
    String token = tokens.after(id());
    for (int at = 0; at < token.length(); at++) {
      for (int i = 0; i < alphabet.length(); i++) {
        String forged = token.substring(0, at) + alphabet.charAt(i) + token.substring(at + 1);
        if (!forged.equals(token)) {
          assertRefused(forged);
        }
      }
    }
  }

  @Test
  void otherLengthsAreRefused() {
    String token = tokens.after(id());
    for (int length = 0; length < token.length(); length++) {
      assertRefused(token.substring(0, length));
    }
    assertRefused(token + "A");
    assertRefused(token + "=");
    assertRefused(token.repeat(1000));
  }

  @Test
  void tokenOfAnotherKeyIsRefused() {
    assertRefused(new PageTokens(key()).after(id()));
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> tokens.read(token))
        .as(token)
        .isInstanceOf(InvalidPageTokenException.class);
  }

  private byte[] key() {
    byte[] key = new byte[PageTokens.KEY_BYTES];
    random.nextBytes(key);
    return key;
  }

  private ItemId id() {
    long high = (random.nextLong() & ~0xf000L) | 0x7000L;
    long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
    return ItemId.of(new UUID(high, low));
  }
}
