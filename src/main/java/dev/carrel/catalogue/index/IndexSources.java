package dev.carrel.catalogue.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All places that packages come from, in the order of the settings. */
@ApplicationScoped
public class IndexSources {

  private final List<String> indexUrls;
  private final List<Wheelhouse> wheelhouses;
  private final List<IndexSource> all = new ArrayList<>();

  IndexSources(PackagesConfig config, Clock clock) {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(config.timeout())
            .build();
    this.indexUrls = config.indexUrls().stream().filter(url -> !url.equals("none")).toList();
    this.wheelhouses =
        config.wheelhouses().orElse(List.of()).stream().map(Wheelhouse::new).toList();
    all.addAll(wheelhouses);
    indexUrls.forEach(
        url -> all.add(new HttpIndex(url, client, clock, config.timeout(), config.keepNames())));
  }

  public List<IndexSource> all() {
    return List.copyOf(all);
  }

  /** Addresses of the indexes on the network, as pip is given them. */
  public List<String> indexUrls() {
    return indexUrls;
  }

  List<Wheelhouse> wheelhouses() {
    return wheelhouses;
  }
}
