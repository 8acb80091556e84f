package dev.carrel.catalogue;

import dev.carrel.account.Role;
import dev.carrel.catalogue.PackageIndex.Listing;
import dev.carrel.catalogue.PackageIndex.Suggestions;
import dev.carrel.catalogue.PackageIndex.Version;
import dev.carrel.web.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Which Python packages and versions builds can have here, for programs. */
@Singleton
@Path("/api/v1/packages")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.MEMBER_NAME, Role.ADMIN_NAME})
public class PackageResource {
  private static final int MOST_NAMES = 100;

  @Inject PackageIndex index;
  @Inject Catalogue catalogue;

  /**
   * @param newest what to pin unless one knows better; null if no version fits
   * @param notes indexes that did not answer
   */
  public record PackageView(
      String name, String newest, List<Version> versions, List<String> notes) {}

  @GET
  public Suggestions search(@RestQuery String q, @RestQuery @DefaultValue("20") int limit) {
    if (q == null || q.isBlank()) {
      throw Problem.invalid("q", "is the beginning of a package's name");
    }
    return index.search(q, Math.clamp(limit, 1, MOST_NAMES));
  }

  @GET
  @Path("{name}/versions")
  public PackageView versions(@RestPath String name, @RestQuery String base) {
    return switch (index.versions(name, pythonOf(base))) {
      case Listing.Found found ->
          new PackageView(
              found.name(),
              found.newest().map(Version::version).orElse(null),
              found.versions(),
              found.notes());
      case Listing.NoSuchPackage none ->
          throw Problem.notFound("No index and no wheelhouse has a package of that name.");
      case Listing.Unreachable unreachable -> throw Problem.unavailable(unreachable.why());
    };
  }

  private Optional<String> pythonOf(String slug) {
    if (slug == null) {
      return Optional.empty();
    }
    return catalogue
        .base(slug)
        .orElseThrow(() -> Problem.invalid("base", "is no base of the catalogue"))
        .versions()
        .python();
  }
}
