package dev.carrel.recipe;

import jakarta.persistence.Converter;

/** A draft's sketch in its column. */
@Converter
class SketchConverter extends Json<Sketch> {
  SketchConverter() {
    super(Sketch.class);
  }
}
