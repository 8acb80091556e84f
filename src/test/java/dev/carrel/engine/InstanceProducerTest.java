package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceProducerTest {

  @TempDir Path home;

  @Test
  void replicasThatStartAtOnceAgree() throws Exception {
    Set<InstanceId> ids = ConcurrentHashMap.newKeySet();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 32; i++) {
        threads.submit(() -> ids.add(InstanceProducer.kept(home.resolve("new/instance"))));
      }
    }
    assertThat(ids).hasSize(1);
    try (var files = Files.list(home.resolve("new"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void keepsItsId() {
    InstanceId first = InstanceProducer.kept(home.resolve("instance"));
    assertThat(InstanceProducer.kept(home.resolve("instance"))).isEqualTo(first);
    assertThat(InstanceProducer.kept(home.resolve("other"))).isNotEqualTo(first);
  }

  @Test
  void refusesAFileThatSomebodySpoilt() throws Exception {
    Files.writeString(home.resolve("instance"), "two words\n");
    assertThatThrownBy(() -> InstanceProducer.kept(home.resolve("instance")))
        .hasMessageContaining("instance must be");
  }
}
