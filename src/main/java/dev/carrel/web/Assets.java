package dev.carrel.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * The bundled front end: which hashed file a plain name stands for. {@code
 * {inject:assets.url('carrel.css')}}
 */
@Singleton
@Named("assets")
@Unremovable
public class Assets {
  private static final String FOLDER = "/assets/";

  private final Map<String, String> names;

  @Inject
  Assets(ObjectMapper json) {
    try (InputStream manifest = open("manifest.json").orElseThrow(Assets::missing)) {
      names = json.readValue(manifest, new TypeReference<Map<String, String>>() {});
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public String url(String name) {
    String hashed = names.get(name);
    if (hashed == null) {
      throw new IllegalArgumentException(
          "no asset " + name + " in the bundle: there are " + names.keySet());
    }
    return FOLDER + hashed;
  }

  Map<String, String> names() {
    return names;
  }

  static Optional<InputStream> open(String file) {
    return Optional.ofNullable(Assets.class.getResourceAsStream(FOLDER + file));
  }

  private static IllegalStateException missing() {
    return new IllegalStateException(
        "The front end is not bundled: run ui-assets/build target/classes/assets");
  }
}
