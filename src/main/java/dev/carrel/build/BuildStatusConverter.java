package dev.carrel.build;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** A status as its word. */
@Converter
class BuildStatusConverter implements AttributeConverter<BuildStatus, String> {
  @Override
  public String convertToDatabaseColumn(BuildStatus status) {
    return status.word();
  }

  @Override
  public BuildStatus convertToEntityAttribute(String word) {
    return BuildStatus.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
