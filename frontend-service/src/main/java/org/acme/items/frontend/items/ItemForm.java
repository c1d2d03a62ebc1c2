package org.acme.items.frontend.items;

import static java.util.Objects.requireNonNullElse;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.acme.items.frontend.backend.Item;
import org.acme.items.frontend.backend.NewItem;
import org.acme.items.frontend.backend.Price;
import org.acme.items.frontend.backend.Violation;
import org.jboss.resteasy.reactive.RestForm;

/**
 * The fields of the form as a person typed them. They are named as the backend's violations name
 * what they are about.
 */
public record ItemForm(
    @RestForm String name,
    @RestForm String description,
    @RestForm("price.amount") String amount,
    @RestForm("price.currency") String currency,
    @RestForm String quantity,
    @RestForm String tags) {

  /** What fits a long; what the number may be is the backend's business. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");

  public ItemForm {
    // A field that was not sent comes as null: @DefaultValue is ignored in records.
    name = requireNonNullElse(name, "");
    // Browsers send the line breaks of a text area as CR LF, whatever they were before.
    description = requireNonNullElse(description, "").replace("\r\n", "\n");
    amount = requireNonNullElse(amount, "");
    currency = requireNonNullElse(currency, "");
    quantity = requireNonNullElse(quantity, "");
    tags = requireNonNullElse(tags, "");
  }

  static ItemForm empty() {
    return new ItemForm("", "", "", "EUR", "", "");
  }

  static ItemForm of(Item item) {
    return new ItemForm(
        item.name(),
        item.description(),
        item.price().amount(),
        item.price().currency(),
        Long.toString(item.quantity()),
        String.join(", ", item.tags()));
  }

  /** What cannot even be sent; {@link #toNewItem()} works only without one. */
  Optional<Violation> violation() {
    return WHOLE_NUMBER.matcher(quantity.strip()).matches()
        ? Optional.empty()
        : Optional.of(
            new Violation("quantity", "must be a whole number of at most 18 digits, such as 42"));
  }

  NewItem toNewItem() {
    return new NewItem(
        name.strip(),
        description,
        new Price(amount.strip(), currency.strip()),
        Long.parseLong(quantity.strip()),
        Arrays.stream(tags.split(",")).map(String::strip).filter(tag -> !tag.isEmpty()).toList());
  }

  /**
   * Whether the item is what this form wants it to be: it may have been saved by a request whose
   * answer was lost, or somebody else may have had the same idea.
   */
  boolean isSavedAs(Item current) {
    NewItem wanted = toNewItem();
    return wanted.equals(ItemForm.of(current).toNewItem());
  }

  String value(ItemField field) {
    return switch (field) {
      case NAME -> name;
      case DESCRIPTION -> description;
      case AMOUNT -> amount;
      case CURRENCY -> currency;
      case QUANTITY -> quantity;
      case TAGS -> tags;
    };
  }
}
