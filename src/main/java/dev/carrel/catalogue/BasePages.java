package dev.carrel.catalogue;

import dev.carrel.account.Role;
import dev.carrel.catalogue.BaseKeeper.Outcome;
import dev.carrel.web.Htmx;
import dev.carrel.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of bases: what there is, where it is, and for operators what to fetch. */
@Singleton
@Path("/bases")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.MEMBER_NAME, Role.ADMIN_NAME})
public class BasePages {
  private static final Set<String> FILTERS = Set.of("gpu", "cpu", "here");

  @Inject Catalogue catalogue;
  @Inject BaseKeeper keeper;
  @Inject Htmx htmx;

  @CheckedTemplate(basePath = "catalogue", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record BasesPage(List<BaseShelf> shelves, String runs, String said) implements TemplateInstance {}

  @CheckedTemplate(basePath = "catalogue", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record BasesPage$shelves(List<BaseShelf> shelves, String runs) implements TemplateInstance {}

  @GET
  public TemplateInstance list(@RestQuery String runs, @RestQuery String said) {
    List<Base> all = catalogue.bases();
    String filter = runs == null || !FILTERS.contains(runs) ? "" : runs;
    List<Base> shown = all.stream().filter(base -> fits(base, filter)).toList();
    List<BaseShelf> shelves = BaseShelf.of(shown, all);
    return htmx.isFragment()
        ? new BasesPage$shelves(shelves, filter)
        : new BasesPage(shelves, filter, said == null ? "" : said);
  }

  private static boolean fits(Base base, String runs) {
    return switch (runs) {
      case "gpu" -> base.accelerator() == Accelerator.GPU;
      case "cpu" -> base.accelerator() == Accelerator.CPU;
      case "here" -> base.state() instanceof BaseState.Here;
      default -> true;
    };
  }

  @POST
  @Path("{slug}/fetch")
  @RolesAllowed(Role.ADMIN_NAME)
  public Response fetch(@RestPath String slug) {
    return back(keeper.fetch(slug));
  }

  @POST
  @Path("{slug}/renew")
  @RolesAllowed(Role.ADMIN_NAME)
  public Response renew(@RestPath String slug) {
    return back(keeper.renew(slug));
  }

  /** What was done is told by a word of ours in the address: nothing of it comes from outside. */
  private static Response back(Outcome outcome) {
    String said =
        switch (outcome) {
          case Outcome.UnderWay underWay -> "fetching";
          case Outcome.Unchanged unchanged -> "unchanged";
          case Outcome.Renewed renewed -> "renewed";
          case Outcome.NotNow notNow -> throw Problem.unavailable(notNow.why());
          case Outcome.NoSuchBase none ->
              throw Problem.notFound("There is no such base in the catalogue.");
        };
    return Response.seeOther(URI.create("/bases?said=" + said)).build();
  }
}
