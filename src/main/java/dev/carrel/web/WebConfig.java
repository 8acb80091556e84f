package dev.carrel.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The portal's face to browsers. */
@ConfigMapping(prefix = "carrel.web")
interface WebConfig {
  /**
   * Host names (with the port, where it is not the usual one) under which this portal may be
   * called. A request for any other is refused, so that a forged Host cannot enter a link or a
   * redirect. Empty: any, which is right on one's own machine only.
   */
  Optional<List<String>> hosts();

  /**
   * Where the identity provider calls to end sessions; the one change that another server may ask
   * for.
   */
  @WithDefault("/back-channel-logout")
  String backChannelPath();
}
