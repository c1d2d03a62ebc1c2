package org.acme.items.backend.items;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The amount is a decimal that fits the currency; the currency is one of ISO 4217 with coins. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PriceRequestConstraint.Validator.class)
@interface PriceRequestConstraint {
  String message() default "is not a price";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<PriceRequestConstraint, PriceRequest> {
    private static final Pattern DECIMAL =
        Pattern.compile("[0-9]{1,%d}(\\.[0-9]{1,20})?".formatted(Price.MAX_INTEGER_DIGITS));

    /** With coins, by their codes. */
    private static final Map<String, Currency> CURRENCIES =
        Currency.availableCurrencies()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toMap(Currency::getCurrencyCode, currency -> currency));

    @Override
    public boolean isValid(PriceRequest price, ConstraintValidatorContext context) {
      context.disableDefaultConstraintViolation();
      String amount = price.amount();
      boolean decimal = amount != null && DECIMAL.matcher(amount).matches();
      Optional<Currency> currency = currency(price);
      boolean valid = true;
      if (amount != null && !decimal) {
        report(
            context,
            "amount",
            "must be a decimal such as 12.50, 0 or more, at most %d digits before the point"
                .formatted(Price.MAX_INTEGER_DIGITS));
        valid = false;
      }
      if (price.currency() != null && currency.isEmpty()) {
        report(context, "currency", "must be an ISO 4217 currency code such as EUR");
        valid = false;
      }
      if (amount != null && decimal && currency.isPresent()) {
        int places = currency.get().getDefaultFractionDigits();
        if (new BigDecimal(amount).stripTrailingZeros().scale() > places) {
          report(
              context,
              "amount",
              "must have at most %d decimal places for %s, got %s"
                  .formatted(places, currency.get(), amount));
          valid = false;
        }
      }
      return valid;
    }

    private static Optional<Currency> currency(PriceRequest price) {
      return Optional.ofNullable(price.currency()).map(CURRENCIES::get);
    }

    /** The message is read as a template: it may hold only what was checked before. */
    private static void report(ConstraintValidatorContext context, String field, String message) {
      context
          .buildConstraintViolationWithTemplate(message)
          .addPropertyNode(field)
          .addConstraintViolation();
    }
  }
}
