package dev.carrel.environment;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
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
    String bridge = engine.networks().find(RealEngine.INSTANCE).orElseThrow().bridge();
    Host.run("iptables", "-w", "-F", bridge.toUpperCase(Locale.ROOT));
  }
}
