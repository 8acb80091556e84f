package dev.carrel.recipe;

import jakarta.persistence.Converter;

/** A revision's content in its column. */
@Converter
class ContentConverter extends Json<Content> {
  ContentConverter() {
    super(Content.class);
  }
}
