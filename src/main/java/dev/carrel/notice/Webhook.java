package dev.carrel.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts notices as JSON to the operator's own server. */
@ApplicationScoped
class Webhook {
  private static final String HMAC = "HmacSHA256";

  /** No offer of HTTP/2 over plain text: simple servers and proxies stumble over the upgrade. */
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final ObjectMapper json;
  private final NoticeConfig config;
  private final Clock clock;

  @Inject
  Webhook(ObjectMapper json, NoticeConfig config, Clock clock) {
    this.json = json;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param id the same at each attempt, so that whoever takes it can tell a repetition
   */
  record Message(
      long id,
      String username,
      String kind,
      String title,
      String text,
      String link,
      Instant told) {}

  void call(Delivery delivery) throws Undelivered {
    URI url =
        config
            .webhook()
            .url()
            .orElseThrow(() -> new Undelivered("no address is configured any more"));
    String body = body(delivery);
    String time = Long.toString(clock.instant().getEpochSecond());
    var request =
        HttpRequest.newBuilder(url)
            .timeout(config.patience())
            .header("Content-Type", "application/json")
            .header("X-Carrel-Time", time)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    config
        .webhook()
        .secret()
        .ifPresent(secret -> request.header("X-Carrel-Signature", sign(secret, time, body)));
    try {
      int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new Undelivered("the webhook answered " + status);
      }
    } catch (IOException trouble) {
      throw new Undelivered("the webhook did not answer: " + trouble.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Undelivered("the portal stopped meanwhile");
    }
  }

  private String body(Delivery delivery) {
    try {
      return json.writeValueAsString(
          new Message(
              delivery.notice(),
              delivery.username(),
              delivery.kind(),
              delivery.title(),
              delivery.text(),
              delivery.link(),
              delivery.told()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String sign(String secret, String time, String body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      byte[] sum = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
      return "sha256=" + HexFormat.of().formatHex(sum);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
