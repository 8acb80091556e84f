package dev.carrel.environment;

import java.util.HashMap;
import java.util.Map;

/** A machine without nftables. */
public class EngineWithIptables extends RealEngine {

  @Override
  public Map<String, String> getConfigOverrides() {
    var settings = new HashMap<>(super.getConfigOverrides());
    settings.put("carrel.network.shield", "iptables");
    return settings;
  }
}
