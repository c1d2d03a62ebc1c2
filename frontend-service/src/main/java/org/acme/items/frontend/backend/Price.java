package org.acme.items.frontend.backend;

/**
 * Money as the backend writes it.
 *
 * @param amount decimal with the places that the currency has, {@code 12.50}
 * @param currency ISO 4217 code
 */
public record Price(String amount, String currency) {
  @Override
  public String toString() {
    return amount + " " + currency;
  }
}
