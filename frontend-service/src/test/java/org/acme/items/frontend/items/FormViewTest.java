package org.acme.items.frontend.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.acme.items.frontend.backend.Violation;
import org.junit.jupiter.api.Test;

class FormViewTest {
  private static final FormView FORM = new FormView(FormTarget.create("key"), ItemForm.empty());

  @Test
  void violationOfAFieldBelongsToIt() {
    FormView form = FORM.withViolations(List.of(new Violation("price.currency", "is unknown")));

    assertThat(form.field("price.currency").errors()).containsExactly("is unknown");
    assertThat(form.field("price.amount").errors()).isEmpty();
    assertThat(form.generalErrors()).isEmpty();
  }

  @Test
  void violationOfOneTagSaysWhichAsPeopleCount() {
    FormView form = FORM.withViolations(List.of(new Violation("tags[1]", "must be shorter")));

    assertThat(form.field("tags").errors()).containsExactly("number 2 must be shorter");
  }

  @Test
  void violationOfSomethingThatIsNoFieldIsGeneral() {
    FormView form =
        FORM.withViolations(
            List.of(new Violation("price", "must be an object"), new Violation("", "is odd")));

    assertThat(form.generalErrors()).containsExactly("price: must be an object", "is odd");
    assertThat(form.invalidFields()).isEmpty();
  }

  @Test
  void invalidFieldsComeInTheOrderOfTheForm() {
    FormView form =
        FORM.withViolations(
            List.of(
                new Violation("tags", "too many"),
                new Violation("name", "too long"),
                new Violation("quantity", "too small")));

    assertThat(form.invalidFields())
        .extracting(FieldView::label)
        .containsExactly("Name", "Quantity", "Tags");
  }

  @Test
  void unknownFieldIsAMistakeInTheTemplate() {
    assertThatIllegalArgumentException().isThrownBy(() -> FORM.field("colour"));
  }
}
