package dev.carrel.recipe;

import dev.carrel.account.CurrentAccount;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import dev.carrel.web.Problem;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Recipes over HTTP. */
@Path("/api/v1/recipes")
@Authenticated
@Tag(name = "recipes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RecipeResource {
  @Inject CurrentAccount current;
  @Inject RecipeEditor editor;
  @Inject Revisions revisions;

  /** The body of {@code POST}: a wish and its name. */
  public record NewRecipe(
      String name,
      String base,
      List<String> python,
      List<String> system,
      Map<String, String> environment,
      List<String> apps) {

    Wish wish() {
      return new Wish(base, python, system, environment, apps);
    }
  }

  /** The body of {@code PUT}. */
  public record ChangedRecipe(
      String base,
      List<String> python,
      List<String> system,
      Map<String, String> environment,
      List<String> apps) {

    Wish wish() {
      return new Wish(base, python, system, environment, apps);
    }
  }

  @POST
  @Operation(summary = "Creates a recipe with its first revision")
  public Response create(NewRecipe body) {
    present(body);
    RecipeView view = editor.create(account(), body.name(), body.wish());
    return Response.created(URI.create("/api/v1/recipes/" + view.name())).entity(view).build();
  }

  @PUT
  @Path("{name}")
  @Operation(summary = "Adds a revision; content that is not new adds none")
  public RecipeView revise(@PathParam("name") String name, ChangedRecipe body) {
    present(body);
    return editor.revise(account(), name, body.wish());
  }

  @GET
  @Transactional
  @Operation(summary = "The newest revision of each recipe, newest recipe first")
  public Page<RecipeView> list(
      @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
    PageRequest page = PageRequest.of(limit, cursor);
    return Page.of(revisions.latest(account(), page), page, row -> row.recipe.id, RecipeView::of);
  }

  @GET
  @Path("{name}")
  @Transactional
  @Operation(summary = "The newest revision, or the one that is asked for")
  public RecipeView get(@PathParam("name") String name, @QueryParam("revision") Integer number) {
    return RecipeView.of(row(name, number));
  }

  @GET
  @Path("{name}/revisions")
  @Transactional
  @Operation(summary = "All revisions, newest first")
  public Page<RecipeView> revisions(
      @PathParam("name") String name,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    row(name, null);
    PageRequest page = PageRequest.of(limit, cursor);
    return Page.of(revisions.of(account(), name, page), page, row -> row.number, RecipeView::of);
  }

  @DELETE
  @Path("{name}")
  @Operation(summary = "Deletes the recipe; images built from it stay")
  public void delete(@PathParam("name") String name) {
    editor.delete(account(), name);
  }

  @GET
  @Path("{name}/Dockerfile")
  @Produces(MediaType.TEXT_PLAIN)
  @Transactional
  @Operation(summary = "The rendered Dockerfile")
  public String dockerfile(@PathParam("name") String name, @QueryParam("revision") Integer number) {
    return row(name, number).dockerfile;
  }

  @GET
  @Path("{name}/requirements.txt")
  @Produces(MediaType.TEXT_PLAIN)
  @Transactional
  @Operation(summary = "What pip installs, one pin a line")
  public String requirements(
      @PathParam("name") String name, @QueryParam("revision") Integer number) {
    return row(name, number).requirements;
  }

  private RevisionRow row(String name, Integer number) {
    return (number == null
            ? revisions.latest(account(), name)
            : revisions.numbered(account(), name, number))
        .orElseThrow(
            () ->
                number == null
                    ? RecipeEditor.none(name)
                    : Problem.notFound("There is no revision %d of it.".formatted(number)));
  }

  private long account() {
    return current.get().id();
  }

  private static void present(Object body) {
    if (body == null) {
      throw Problem.invalid("", "The request needs a JSON body");
    }
  }
}
