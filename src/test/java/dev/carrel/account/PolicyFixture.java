package dev.carrel.account;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Policies as an operator writes them. */
public final class PolicyFixture {
  private PolicyFixture() {}

  public static IdlePolicies idle(Map<String, String> settings) {
    return new IdlePolicies(config(settings));
  }

  static LimitConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(LimitConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(LimitConfig.class);
  }
}
