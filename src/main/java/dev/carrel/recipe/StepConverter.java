package dev.carrel.recipe;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** A step by its word. */
@Converter
class StepConverter implements AttributeConverter<Step, String> {

  @Override
  public String convertToDatabaseColumn(Step step) {
    return step.word();
  }

  @Override
  public Step convertToEntityAttribute(String word) {
    return Step.of(word).orElseThrow();
  }
}
