package dev.carrel.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** A content as JSON in its column. Its format outlives releases: new parts must be optional. */
@Converter
class ContentConverter implements AttributeConverter<Content, String> {
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new Jdk8Module()).findAndAddModules().build();

  @Override
  public String convertToDatabaseColumn(Content content) {
    try {
      return JSON.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A content could not be written", e);
    }
  }

  @Override
  public Content convertToEntityAttribute(String json) {
    try {
      return JSON.readValue(json, Content.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A revision's content could not be read", e);
    }
  }
}
