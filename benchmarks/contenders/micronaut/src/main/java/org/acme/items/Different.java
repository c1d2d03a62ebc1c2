package org.acme.items;

import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import io.micronaut.validation.validator.constraints.ConstraintValidatorContext;
import jakarta.inject.Singleton;
import jakarta.validation.Constraint;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.HashSet;
import java.util.List;

/** No element of the list comes twice. */
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Different.Validator.class)
public @interface Different {
  String message() default "must not name an element twice";

  @Singleton
  @Introspected
  class Validator implements ConstraintValidator<Different, List<?>> {
    @Override
    public boolean isValid(
        List<?> value, AnnotationValue<Different> annotation, ConstraintValidatorContext context) {
      return value == null || new HashSet<>(value).size() == value.size();
    }
  }
}
