package org.acme.items.frontend.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.acme.items.frontend.backend.NewItem;
import org.acme.items.frontend.backend.Price;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemFormTest {
  @Test
  void spacesAroundValuesAreNotMeant() {
    var form = new ItemForm(" Tea ", "", " 12.50 ", " EUR ", " 42 ", " drink ,, tea , ");

    NewItem item = form.toNewItem();

    assertThat(item)
        .isEqualTo(new NewItem("Tea", "", new Price("12.50", "EUR"), 42, List.of("drink", "tea")));
  }

  @Test
  void lineBreaksOfATextAreaAreThoseOfTheItem() {
    var form = new ItemForm("Tea", "one\r\ntwo\r\n", "1", "EUR", "1", "");

    assertThat(form.toNewItem().description()).isEqualTo("one\ntwo\n");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, -1", "+7, 7", "007, 7", "999999999999999999, 999999999999999999"})
  void wholeNumberIsSentForTheBackendToJudge(String typed, long sent) {
    var form = new ItemForm("Tea", "", "1", "EUR", typed, "");

    assertThat(form.violation()).isEmpty();
    assertThat(form.toNewItem().quantity()).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "1.5", "1e3", "1 000", "٤٢", "9999999999999999999"})
  void quantityThatCannotBeSentIsAViolation(String typed) {
    var form = new ItemForm("Tea", "", "1", "EUR", typed, "");

    assertThat(form.violation()).get().returns("quantity", v -> v.path());
  }
}
