package dev.carrel.build.bench;

import dev.carrel.journey.PortalProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged portal on a home of its own, with one account, its token, and recipes of any
 * Dockerfile put in by SQL.
 */
public final class BenchPortal implements AutoCloseable {
  public static final String BASE = "carrel-test/busybox:1";
  private static final String TOKEN = "carrel_" + "b".repeat(43);

  private final PortalProcess portal;
  private final HttpClient client = HttpClient.newHttpClient();
  private final long account;
  private final String base;

  private BenchPortal(PortalProcess portal, String base) throws IOException, SQLException {
    this.portal = portal;
    this.base = base;
    try (Connection database = database()) {
      account =
          number(
              database,
              """
              insert into account (issuer, subject, username, display_name, uid, gid, groups, created_at, claims_at)
              values ('bench', 'bench', 'bench', 'Bench', 90001, 90001, '{students}', now(), now()) returning id""");
      number(
          database,
          "insert into token (account, name, hash, created_at, expires_at) values ("
              + account
              + ", 'bench', '\\x"
              + sha256(TOKEN)
              + "', now(), now() + interval '1 day') returning id");
    }
  }

  /** The engine's id of {@link #BASE} where it is simulated. */
  static String simulated() {
    return "sha256:" + sha256("config of sha256:" + sha256(BASE));
  }

  /**
   * @param base the id of {@link #BASE} in the engine
   */
  public static BenchPortal start(Map<String, String> settings, String base) throws Exception {
    var environment = new HashMap<>(settings);
    // Nobody signs in by it: the token is enough.
    environment.put("OIDC_ISSUER", "http://127.0.0.1:9/realms/none");
    environment.put("OIDC_CLIENT_ID", "carrel");
    environment.put("OIDC_CLIENT_SECRET", UUID.randomUUID().toString());
    environment.put("CARREL_STATE_SECRET", UUID.randomUUID().toString().replace("-", ""));
    environment.put("CARREL_SESSION_SECRET", UUID.randomUUID().toString().replace("-", ""));
    Path home = Files.createTempDirectory("carrel-bench-");
    return new BenchPortal(PortalProcess.start(home, PortalProcess.freePort(), environment), base);
  }

  public URI address() {
    return portal.address();
  }

  String token() {
    return TOKEN;
  }

  /** Resident memory in MiB. */
  public long residentMemory() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + portal.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("the portal has no resident memory");
  }

  /** A recipe whose Dockerfile is that; asks for its build and gives the build's id. */
  public long build(String dockerfile) throws Exception {
    String name = "bench-" + UUID.randomUUID().toString().substring(0, 8);
    try (Connection database = database()) {
      long recipe =
          number(
              database,
              "insert into recipe (account_id, name, latest, created, changed) values ("
                  + account
                  + ", '"
                  + name
                  + "', 1, now(), now()) returning id");
      try (var insert =
          database.prepareStatement(
              """
              insert into recipe_revision (recipe_id, number, digest, content, dockerfile, requirements, created)
              values (?, 1, ?, ?, ?, '', now())""")) {
        insert.setLong(1, recipe);
        insert.setString(2, "sha256:" + sha256(dockerfile));
        insert.setString(
            3,
            """
            {"base":{"slug":"busybox","reference":"%1$s","digest":"%2$s","from":"%1$s"},
             "tools":{"python":null,"pip":false,"bootstrap":[],"breakSystemPackages":false,
                      "packages":"NONE","distribution":"OTHER","suite":null},
             "python":[],"system":[],"environment":{},"apps":[]}"""
                .formatted(BASE, base));
        insert.setString(4, dockerfile);
        insert.executeUpdate();
      }
    }
    String answer = send("POST", "/api/v1/recipes/" + name + "/builds");
    Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(answer);
    if (!id.find()) {
      throw new IllegalStateException("No build was made: " + answer);
    }
    return Long.parseLong(id.group(1));
  }

  public String status(long build) throws Exception {
    Matcher status =
        Pattern.compile("\"status\":\"(\\w+)\"").matcher(send("GET", "/api/v1/builds/" + build));
    return status.find() ? status.group(1) : "unknown";
  }

  public String log(long build) throws Exception {
    return send("GET", "/api/v1/builds/" + build + "/log");
  }

  public String cancel(long build) throws Exception {
    return send("DELETE", "/api/v1/builds/" + build);
  }

  /** What the API says of a build: its status, times and error. */
  public String view(long build) throws Exception {
    return send("GET", "/api/v1/builds/" + build);
  }

  private String send(String method, String path) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(address().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + TOKEN)
                .header("Accept", path.endsWith("/log") ? "text/plain" : "application/json")
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private Connection database() throws IOException, SQLException {
    Path postgres = portal.home().resolve("postgres");
    Path data;
    try (var folders = Files.list(postgres)) {
      data =
          folders
              .filter(path -> path.getFileName().toString().startsWith("data-"))
              .findFirst()
              .orElseThrow();
    }
    List<String> server = Files.readAllLines(data.resolve("postmaster.pid"));
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.get(3).strip() + "/postgres",
        "carrel",
        Files.readString(postgres.resolve("password")).strip());
  }

  private static long number(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws Exception {
    client.close();
    portal.close();
  }
}
