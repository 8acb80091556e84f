package dev.carrel.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What people may call their things: it becomes part of image tags, host names and folders. */
@Documented
@Constraint(validatedBy = {})
@NotNull(message = "needs a name")
@Size(min = 1, max = 40, message = "must have 1 to 40 characters")
@Pattern(regexp = Name.PATTERN, message = Name.RULE)
@Target({
  ElementType.FIELD,
  ElementType.PARAMETER,
  ElementType.RECORD_COMPONENT,
  ElementType.METHOD,
  ElementType.TYPE_USE
})
@Retention(RetentionPolicy.RUNTIME)
public @interface Name {
  /** One or more small letters and digits, with single hyphens inside. */
  String PATTERN = "[a-z0-9](-?[a-z0-9])*";

  String RULE = "must be small letters and digits, with single hyphens between them: my-project-2";

  String message() default RULE;

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
