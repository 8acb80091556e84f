package dev.carrel.catalogue.index;

import dev.carrel.catalogue.python.IndexedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A simple index on the network. Its list of names, large on PyPI, is fetched in the background
 * when it is first wanted and kept for a day; a package's files on demand, kept for minutes.
 */
final class HttpIndex implements IndexSource {
  private static final Duration KEEP_FILES = Duration.ofMinutes(5);
  private static final Duration KEEP_SILENCE = Duration.ofSeconds(15);
  private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
  private static final Duration LONGEST_FETCH = Duration.ofMinutes(5);

  /** PyPI's list is some 30 MB and its largest package page some 20: more is no index. */
  private static final long LARGEST_PAGE = 128L << 20;

  private final URI root;
  private final Optional<String> credentials;
  private final HttpClient client;
  private final Clock clock;
  private final Duration timeout;
  private final Duration keepNames;
  private final Map<String, Kept> files = Collections.synchronizedMap(new Recent());
  private final AtomicBoolean fetching = new AtomicBoolean();
  private volatile Fetched names = new Fetched(new Names.Fetching(), Instant.MIN);

  HttpIndex(String url, HttpClient client, Clock clock, Duration timeout, Duration keepNames) {
    URI given = URI.create(url.endsWith("/") ? url : url + "/");
    this.credentials =
        Optional.ofNullable(given.getUserInfo())
            .map(user -> Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    String user = given.getRawUserInfo();
    this.root = user == null ? given : URI.create(given.toString().replace(user + "@", ""));
    this.client = client;
    this.clock = clock;
    this.timeout = timeout;
    this.keepNames = keepNames;
  }

  @Override
  public String title() {
    return root.getHost();
  }

  @Override
  public Names names() {
    Fetched present = names;
    if (clock.instant().isAfter(present.until()) && fetching.compareAndSet(false, true)) {
      Thread.ofVirtual().name("names of " + title()).start(this::fetchNames);
    }
    return present.names();
  }

  private void fetchNames() {
    try {
      HttpResponse<InputStream> response = get(root, LONGEST_FETCH);
      try (InputStream body = bounded(response, LONGEST_FETCH)) {
        if (response.statusCode() != 200) {
          keepOld(says(response.statusCode()));
          return;
        }
        NameList list = NameList.of(IndexPage.names(body, isJson(response)));
        names = new Fetched(new Names.Known(list), clock.instant().plus(keepNames));
      }
    } catch (IndexPage.NoIndex e) {
      keepOld(somethingElse());
    } catch (IOException | RuntimeException e) {
      keepOld(silence());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      fetching.set(false);
    }
  }

  /** Yesterday's names are better than none. */
  private void keepOld(String why) {
    Names kept = names.names() instanceof Names.Known known ? known : new Names.Silent(why);
    names = new Fetched(kept, clock.instant().plus(TRY_AGAIN));
  }

  @Override
  public Offer files(String project) {
    Kept kept = files.get(project);
    if (kept == null || clock.instant().isAfter(kept.until())) {
      Offer found = fetch(project);
      // Who types on while an index is away must not wait for it at each letter.
      Duration keep = found instanceof Offer.Silent ? KEEP_SILENCE : KEEP_FILES;
      kept = new Kept(found, clock.instant().plus(keep));
      files.put(project, kept);
    }
    return kept.files();
  }

  private Offer fetch(String project) {
    try {
      HttpResponse<InputStream> response = get(root.resolve(project + "/"), timeout);
      try (InputStream body = bounded(response, timeout)) {
        return switch (response.statusCode()) {
          case 200 -> new Offer.Listed(offered(body, isJson(response)));
          case 404, 410 -> new Offer.Absent();
          default -> new Offer.Silent(says(response.statusCode()));
        };
      }
    } catch (IndexPage.NoIndex e) {
      return new Offer.Silent(somethingElse());
    } catch (IOException | RuntimeException e) {
      return new Offer.Silent(silence());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Offer.Silent(silence());
    }
  }

  private static List<IndexedFile> offered(InputStream body, boolean json) throws IOException {
    return IndexPage.files(body, json).stream().map(IndexPage.Link::file).toList();
  }

  private HttpResponse<InputStream> get(URI address, Duration limit)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(limit).header("Accept", IndexPage.ACCEPT);
    credentials.ifPresent(code -> request.header("Authorization", "Basic " + code));
    return client.send(request.build(), BodyHandlers.ofInputStream());
  }

  private static boolean isJson(HttpResponse<InputStream> response) {
    return response.headers().firstValue("Content-Type").orElse("").contains("json");
  }

  /** An index that sends without end, or stops halfway, must not hold anybody. */
  private static InputStream bounded(HttpResponse<InputStream> response, Duration limit) {
    InputStream body = new BoundedBody(response.body(), LARGEST_PAGE);
    CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> closeQuietly(body));
    return body;
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // It is given up anyway.
    }
  }

  private String silence() {
    return "The package index %s does not answer.".formatted(title());
  }

  private String somethingElse() {
    return "The package index %s answers with a page that is no package index: perhaps something between it and this portal."
        .formatted(title());
  }

  private String says(int status) {
    return "The package index %s answers with an error (%d).".formatted(title(), status);
  }

  private record Kept(Offer files, Instant until) {}

  /** The packages that were asked for last. */
  private static final class Recent extends LinkedHashMap<String, Kept> {
    private static final int MOST = 500;

    Recent() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
      return size() > MOST;
    }
  }

  private record Fetched(Names names, Instant until) {}
}
