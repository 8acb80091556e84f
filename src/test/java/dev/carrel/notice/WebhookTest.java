package dev.carrel.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static final Delivery IDLE =
      new Delivery(
          7,
          Way.WEBHOOK,
          1,
          "alice",
          Optional.empty(),
          "gpu-idle",
          "sweep stands idle",
          "Its GPU does nothing.",
          "/environments/sweep",
          NOON);

  private final AtomicReference<String> body = new AtomicReference<>();
  private final AtomicReference<String> signature = new AtomicReference<>();
  private final AtomicReference<String> time = new AtomicReference<>();
  private final AtomicReference<String> upgrade = new AtomicReference<>();
  private volatile int answer = 204;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          signature.set(exchange.getRequestHeaders().getFirst("X-Carrel-Signature"));
          time.set(exchange.getRequestHeaders().getFirst("X-Carrel-Time"));
          upgrade.set(exchange.getRequestHeaders().getFirst("Upgrade"));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  @Test
  void postsTheNoticeSignedWithTheSecret() throws Exception {
    webhook(Map.of("carrel.notices.webhook.secret", "quiet")).call(IDLE);
    var message = JSON.readTree(body.get());
    assertThat(message.path("id").asLong()).isEqualTo(7);
    assertThat(message.path("username").asText()).isEqualTo("alice");
    assertThat(message.path("link").asText()).isEqualTo("/environments/sweep");
    assertThat(message.path("told").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(time.get()).isEqualTo(Long.toString(NOON.getEpochSecond()));
    assertThat(signature.get())
        .startsWith("sha256=")
        .isEqualTo(Webhook.sign("quiet", time.get(), body.get()))
        .isNotEqualTo(Webhook.sign("loud", time.get(), body.get()));
  }

  @Test
  void asksForNothingThatASimpleServerDoesNotKnow() throws Exception {
    webhook(Map.of()).call(IDLE);
    assertThat(upgrade.get()).isNull();
  }

  @Test
  void signsAsOpensslDoes() {
    // printf '1.{}' | openssl dgst -sha256 -hmac key
    assertThat(Webhook.sign("key", "1", "{}"))
        .isEqualTo("sha256=1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224");
  }

  @Test
  void sendsNoSignatureWithoutASecret() throws Exception {
    webhook(Map.of()).call(IDLE);
    assertThat(signature.get()).isNull();
  }

  @Test
  void saysWhatTheServerAnswered() {
    answer = 503;
    assertThatThrownBy(() -> webhook(Map.of()).call(IDLE))
        .isInstanceOf(Undelivered.class)
        .hasMessageContaining("503");
    server.stop(0);
    assertThatThrownBy(() -> webhook(Map.of()).call(IDLE))
        .isInstanceOf(Undelivered.class)
        .hasMessageContaining("did not answer");
  }

  private Webhook webhook(Map<String, String> more) {
    NoticeConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(NoticeConfig.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "carrel.notices.webhook.url",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/hook"),
                    "address",
                    100),
                new PropertiesConfigSource(more, "more", 100))
            .build()
            .getConfigMapping(NoticeConfig.class);
    return new Webhook(JSON, config, Clock.fixed(NOON, ZoneOffset.UTC));
  }
}
