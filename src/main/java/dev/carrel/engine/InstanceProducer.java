package dev.carrel.engine;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Finds this instance's id, or makes one on the first start. */
@Dependent
class InstanceProducer {

  @Produces
  @Singleton
  InstanceId instance(
      @ConfigProperty(name = "carrel.instance") Optional<String> given,
      @ConfigProperty(name = "carrel.home", defaultValue = "var") Path home) {
    return given.map(InstanceId::new).orElseGet(() -> kept(home.resolve("instance")));
  }

  /** Two replicas that start at once on one home agree: only one can make the file. */
  static InstanceId kept(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (!Files.exists(file)) {
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "instance", null);
        Files.writeString(
            draft, UUID.randomUUID().toString().substring(0, 13) + "\n", StandardOpenOption.WRITE);
        try {
          Files.createLink(file, draft);
        } catch (FileAlreadyExistsException other) {
          // The other's id is as good.
        } finally {
          Files.delete(draft);
        }
      }
      return new InstanceId(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the instance id in " + file, e);
    }
  }
}
