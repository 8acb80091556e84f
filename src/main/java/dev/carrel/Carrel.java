package dev.carrel;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The portal's entry. */
@QuarkusMain
public class Carrel {
  public static void main(String... args) {
    Quarkus.run(args);
  }
}
