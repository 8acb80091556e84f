package dev.carrel.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One build. Nothing else can be asked for: no build arguments, no secrets, no frontend, no network
 * of the host.
 *
 * @param base what the Dockerfile's {@code FROM} names; no other image may be named in it
 * @param context files by their path in the context; {@code Dockerfile} is one of them
 * @param tags names for the image; may be empty
 * @param labels go into the image, besides {@link Labels#INSTANCE}
 * @param cacheNamespace keeps {@code RUN --mount=type=cache} of one account apart from another's,
 *     who could otherwise plant files there: the account's id
 * @param extraHosts names and addresses that steps find in {@code /etc/hosts}
 * @param network what the steps can reach
 * @param noCache true to run each step anew; cache mounts are empty then too
 */
public record BuildSpec(
    String base,
    Map<String, byte[]> context,
    List<String> tags,
    Map<String, String> labels,
    String cacheNamespace,
    Map<String, String> extraHosts,
    BuildNetwork network,
    boolean noCache) {

  /** BuildKit inside the engine knows these two (and the host's, which nobody gets). */
  public enum BuildNetwork {
    /**
     * The engine's default bridge; {@link Networks#buildGateway()} is the portal's address on it.
     */
    BRIDGE,
    NONE
  }

  public BuildSpec {
    context = new TreeMap<>(context);
    context.keySet().forEach(BuildSpec::checkPath);
    if (!context.containsKey("Dockerfile")) {
      throw new IllegalArgumentException("context must hold a Dockerfile");
    }
    DockerfileRules.check(
        new String(context.get("Dockerfile"), java.nio.charset.StandardCharsets.UTF_8), base);
    tags = List.copyOf(tags);
    labels = Labels.checked(labels);
    if (!cacheNamespace.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("cacheNamespace must be an id, not " + cacheNamespace);
    }
    extraHosts = new TreeMap<>(extraHosts);
  }

  /** A build with nothing but the necessary; refine it by the {@code with…} methods. */
  public static BuildSpec of(String base, Map<String, byte[]> context, String cacheNamespace) {
    return new BuildSpec(
        base, context, List.of(), Map.of(), cacheNamespace, Map.of(), BuildNetwork.BRIDGE, false);
  }

  public BuildSpec withTags(List<String> names) {
    return new BuildSpec(
        base, context, names, labels, cacheNamespace, extraHosts, network, noCache);
  }

  public BuildSpec withLabels(Map<String, String> more) {
    return new BuildSpec(base, context, tags, more, cacheNamespace, extraHosts, network, noCache);
  }

  public BuildSpec withExtraHosts(Map<String, String> hosts) {
    return new BuildSpec(base, context, tags, labels, cacheNamespace, hosts, network, noCache);
  }

  public BuildSpec withNetwork(BuildNetwork other) {
    return new BuildSpec(base, context, tags, labels, cacheNamespace, extraHosts, other, noCache);
  }

  public BuildSpec withoutCache() {
    return new BuildSpec(base, context, tags, labels, cacheNamespace, extraHosts, network, true);
  }

  private static void checkPath(String path) {
    if (path.isBlank()
        || path.startsWith("/")
        || path.indexOf('\0') >= 0
        || List.of(path.split("/", -1)).stream()
            .anyMatch(p -> p.isEmpty() || p.equals("..") || p.equals("."))) {
      throw new IllegalArgumentException("context must not hold the path " + path);
    }
  }
}
