package dev.carrel.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How people hear of what concerns them, besides on the portal's pages. */
@ConfigMapping(prefix = "carrel.notices")
interface NoticeConfig {
  /** How long notices are kept that were read; those unread are kept twice as long. */
  @WithDefault("90d")
  Duration keep();

  /**
   * How often a mail or a webhook is tried before it is given up. The waits between grow from ten
   * seconds to an hour.
   */
  @WithDefault("8")
  int attempts();

  /** How long one attempt may take. */
  @WithDefault("20s")
  Duration patience();

  /**
   * The portal's address as people type it, such as {@code https://carrel.example.org}: what links
   * in mails begin with. Without it mails name the path only.
   */
  Optional<URI> portal();

  /** Notices by mail. */
  Mail mail();

  /** Notices by an HTTP call to a server of the operator's own, such as a chat's. */
  Webhook webhook();

  /** Mail; the server is named by {@code quarkus.mailer.host} and the settings beside it. */
  interface Mail {
    /** The sender. Without it no mail is sent. */
    Optional<String> from();
  }

  /** The call. */
  interface Webhook {
    /** Where each notice is posted to as JSON. Without it none is. */
    Optional<URI> url();

    /**
     * Signs each call: {@code X-Carrel-Signature} is {@code sha256=} and the hexadecimal HMAC of
     * {@code X-Carrel-Time}, a dot and the body.
     */
    Optional<String> secret();
  }
}
