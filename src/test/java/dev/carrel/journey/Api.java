package dev.carrel.journey;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;

/** The REST interface as a script uses it. */
public record Api(URI portal, String token, HttpClient client) {

  public static Api of(URI portal, String token) {
    return new Api(portal, token, HttpClient.newHttpClient());
  }

  public JsonObject get(String path) throws IOException, InterruptedException {
    return call("GET", path, null);
  }

  public JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
    return call("POST", path, body);
  }

  /** The row's status, or {@code unavailable} while the portal cannot say. */
  public String status(String path) throws InterruptedException {
    try {
      return get(path).getString("status");
    } catch (IOException unavailable) {
      return "unavailable";
    }
  }

  /** Waits for the status; one that it can never come from fails at once. */
  public void await(String path, String wanted, Set<String> hopeless)
      throws InterruptedException, IOException {
    long deadline = System.nanoTime() + 240_000_000_000L;
    for (String status; !(status = status(path)).equals(wanted); Thread.sleep(200)) {
      if (hopeless.contains(status) || System.nanoTime() > deadline) {
        throw new AssertionError(path + " is " + status + ", not " + wanted + ": " + get(path));
      }
    }
  }

  private JsonObject call(String method, String path, JsonObject body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(portal.resolve("/api/v1" + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body().isBlank() ? new JsonObject() : new JsonObject(answer.body());
  }
}
