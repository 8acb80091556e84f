package dev.carrel.engine;

import io.quarkus.arc.All;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** Chooses the adapter that {@code carrel.engine.kind} names. */
@Dependent
class EngineProducer {

  @Produces
  @Singleton
  Engine engine(@All List<EngineFactory> factories, EngineConfig config, InstanceId instance) {
    return factories.stream()
        .filter(factory -> factory.kind().equals(config.kind()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "carrel.engine.kind must be one of %s, not %s"
                        .formatted(
                            factories.stream()
                                .map(EngineFactory::kind)
                                .sorted()
                                .collect(Collectors.joining(", ")),
                            config.kind())))
        .create(config, instance);
  }

  void close(@Disposes Engine engine) {
    engine.close();
  }
}
