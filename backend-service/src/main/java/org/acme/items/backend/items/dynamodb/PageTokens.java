package org.acme.items.backend.items.dynamodb;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.acme.items.backend.items.InvalidPageTokenException;
import org.acme.items.backend.items.ItemId;

/**
 * Page tokens: the id of the last index entry of a page, so that they survive what is inserted or
 * deleted meanwhile, and a signature, so that nobody else can make one.
 *
 * <p>Form: base64url, without padding, of a version byte, the 16 bytes of the id and the first 16
 * bytes of the HMAC-SHA-256 of both.
 */
final class PageTokens {
  /** Bytes of the signing key. */
  static final int KEY_BYTES = 32;

  private static final byte VERSION = 1;
  private static final int CONTENT_BYTES = 1 + 16;
  private static final int TOKEN_BYTES = CONTENT_BYTES + 16;
  private static final int TOKEN_CHARACTERS = TOKEN_BYTES * 4 / 3;

  private final SecretKeySpec key;

  PageTokens(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the key must have %d bytes, got %d".formatted(KEY_BYTES, key.length));
    }
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  String after(ItemId last) {
    UUID id = UUID.fromString(last.value());
    ByteBuffer token =
        ByteBuffer.allocate(TOKEN_BYTES)
            .put(VERSION)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    token.put(signature(token.array()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /**
   * The id after which the page starts.
   *
   * @throws InvalidPageTokenException if this key did not sign the token
   */
  ItemId read(String token) {
    byte[] bytes = decode(token);
    if (bytes[0] != VERSION || !isSigned(bytes)) {
      throw new InvalidPageTokenException();
    }
    ByteBuffer content = ByteBuffer.wrap(bytes, 1, CONTENT_BYTES - 1);
    return ItemId.of(new UUID(content.getLong(), content.getLong()));
  }

  private static byte[] decode(String token) {
    // One text per token: other lengths, and the padding and spare bits below, are refused.
    if (token.length() != TOKEN_CHARACTERS) {
      throw new InvalidPageTokenException();
    }
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw new InvalidPageTokenException();
    }
  }

  private boolean isSigned(byte[] bytes) {
    return MessageDigest.isEqual(
        signature(bytes), Arrays.copyOfRange(bytes, CONTENT_BYTES, TOKEN_BYTES));
  }

  private byte[] signature(byte[] token) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(token, 0, CONTENT_BYTES);
      return Arrays.copyOf(mac.doFinal(), TOKEN_BYTES - CONTENT_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
