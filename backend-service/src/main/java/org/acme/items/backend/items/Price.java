package org.acme.items.backend.items;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Currency;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An exact amount of money. The amount has as many decimal places as the currency has (ISO 4217): 2
 * for EUR, 0 for JPY. On the wire it is a decimal string, since many JSON parsers read numbers as
 * floats.
 */
@Schema(requiredProperties = {"amount", "currency"})
public record Price(
    @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(type = SchemaType.STRING, description = AMOUNT, examples = "12.50")
        BigDecimal amount,
    @Schema(
            type = SchemaType.STRING,
            implementation = String.class,
            description = CURRENCY,
            examples = "EUR")
        Currency currency) {
  static final String AMOUNT = "Decimal with at most as many places as the currency has";
  static final String CURRENCY = "ISO 4217 code";

  /** Digits before the decimal point. */
  public static final int MAX_INTEGER_DIGITS = 12;

  public Price {
    if (amount.signum() < 0 || amount.precision() - amount.scale() > MAX_INTEGER_DIGITS) {
      throw new IllegalArgumentException(
          "amount must be 0 or more with at most %d digits before the point, got %s"
              .formatted(MAX_INTEGER_DIGITS, amount));
    }
    if (amount.stripTrailingZeros().scale() > currency.getDefaultFractionDigits()) {
      throw new IllegalArgumentException(
          "amount must have at most %d decimal places for %s, got %s"
              .formatted(currency.getDefaultFractionDigits(), currency, amount));
    }
    amount = amount.setScale(currency.getDefaultFractionDigits());
  }

  public static Price of(String amount, String currency) {
    return new Price(new BigDecimal(amount), Currency.getInstance(currency));
  }
}
