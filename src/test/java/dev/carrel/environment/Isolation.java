package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.environment.network.EnvironmentNetwork;
import dev.carrel.environment.network.ShieldState;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be reached from inside, tried from there. */
abstract class Isolation extends RealEnvironments {
  @Inject EnvironmentNetwork network;

  abstract String firewall();

  /** As somebody on the host would, who does not know what the rules are for. */
  abstract void takeTheShieldAway();

  /** It stands there still, and stops nothing. */
  abstract void emptyTheShield();

  @Test
  void reachesTheOutsideButNeitherNeighbourNorHostNorMetadata() throws Exception {
    launch("one");
    EnvironmentView two = launch("two");
    String neighbour =
        engine
            .containers()
            .find(two.container().orElseThrow())
            .orElseThrow()
            .address()
            .orElseThrow();
    assertThat(network.shield())
        .isInstanceOfSatisfying(
            ShieldState.Raised.class, raised -> assertThat(raised.by()).isEqualTo(firewall()));
    String gateway = engine.networks().find(RealEngine.INSTANCE).orElseThrow().gateway();
    in("two", "sh", "-c", "(while true; do echo two | nc -l -p 8000; done) > /dev/null 2>&1 &");
    try (Outside outside = new Outside();
        ServerSocket host = new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0"))) {
      Thread.ofVirtual().start(() -> serve(host));
      // Each of them is there, seen from the host.
      assertThat(reaches(neighbour, 8000)).isTrue();
      assertThat(reaches(gateway, host.getLocalPort())).isTrue();
      assertThat(reaches(Outside.METADATA, Outside.PORT)).isTrue();
      assertThat(reachesFrom("one", Outside.ADDRESS, Outside.PORT)).isTrue();
      assertThat(reachesFrom("one", neighbour, 8000)).isFalse();
      assertThat(reachesFrom("one", gateway, host.getLocalPort())).isFalse();
      assertThat(reachesFrom("one", "172.17.0.1", host.getLocalPort())).isFalse();
      assertThat(reachesFrom("one", "198.51.100.1", host.getLocalPort())).isFalse();
      assertThat(reachesFrom("one", Outside.METADATA, Outside.PORT)).isFalse();
      // Without the shield the host would be reached: it is the shield that holds.
      for (Runnable harm : List.<Runnable>of(this::takeTheShieldAway, this::emptyTheShield)) {
        harm.run();
        assertThat(reachesFrom("one", gateway, host.getLocalPort())).isTrue();
        network.guard();
        assertThat(reachesFrom("one", gateway, host.getLocalPort())).isFalse();
      }
      // Nor does anything start without it.
      book.stop(alice, "one");
      becomes("one", Status.STOPPED);
      takeTheShieldAway();
      book.start(alice, "one");
      becomes("one", Status.RUNNING);
      assertThat(reachesFrom("one", gateway, host.getLocalPort())).isFalse();
      takeTheShieldAway();
      launch("three");
      assertThat(reachesFrom("three", gateway, host.getLocalPort())).isFalse();
    }
  }

  private boolean reachesFrom(String name, String address, int port) {
    return exec.run(
                alice,
                name,
                List.of("sh", "-c", "nc -w 2 %s %d < /dev/null".formatted(address, port)))
            .exitCode()
        == 0;
  }

  private static boolean reaches(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void serve(ServerSocket host) {
    while (!host.isClosed()) {
      try (Socket caller = host.accept()) {
        caller.getOutputStream().write("host\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        return;
      }
    }
  }
}
