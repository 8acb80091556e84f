package dev.carrel.environment;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(RealEngine.class)
class NftablesIT extends Isolation {

  @Override
  String firewall() {
    return "nftables";
  }

  @Override
  void takeTheShieldAway() {
    Host.run("nft", "delete", "table", "inet", "carrel_environment_it");
  }

  @Override
  void emptyTheShield() {
    Host.run("nft", "flush", "table", "inet", "carrel_environment_it");
  }
}
