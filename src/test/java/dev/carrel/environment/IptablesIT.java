package dev.carrel.environment;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Locale;

@QuarkusTest
@TestProfile(EngineWithIptables.class)
class IptablesIT extends Isolation {

  @Override
  String firewall() {
    return "iptables";
  }

  @Override
  void takeTheShieldAway() {
    for (String caller : List.of("INPUT", "DOCKER-USER")) {
      Host.run("iptables", "-w", "-D", caller, "-i", bridge(), "-j", chain());
    }
  }

  @Override
  void emptyTheShield() {
    Host.run("iptables", "-w", "-F", chain());
  }

  private String chain() {
    return bridge().toUpperCase(Locale.ROOT);
  }

  private String bridge() {
    return engine.networks().find(RealEngine.INSTANCE).orElseThrow().bridge();
  }
}
