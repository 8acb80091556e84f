package dev.carrel.recipe;

import dev.carrel.account.CurrentAccount;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import dev.carrel.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Recipes to look at: the list, one of them, two revisions side by side. */
@Path("/recipes")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class RecipePages {
  private static final int LISTED = 25;
  private static final int REVISIONS_SHOWN = 20;

  @Inject CurrentAccount current;
  @Inject Revisions revisions;
  @Inject RecipeEditor editor;
  @Inject Drafting drafting;

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ListPage(Page<Line> recipes, List<DraftView> drafts, boolean first)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record RecipePage(
      RecipeView recipe,
      ContentView content,
      List<Highlight.Piece> dockerfile,
      Page<Past> revisions)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ComparePage(String name, int from, int to, List<Integer> numbers, Comparison comparison)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record DeletePage(String name, int revisions) implements TemplateInstance {}

  /** A recipe in the list; {@code pins} the first few of {@code count}. */
  record Line(String name, int revision, String base, String pins, int more, Instant changed) {
    private static final int SHOWN = 3;

    static Line of(RevisionRow row) {
      List<String> pins =
          Stream.concat(row.content.python().stream(), row.content.apps().stream())
              .map(pin -> pin.name() + " " + pin.version())
              .toList();
      return new Line(
          row.recipe.name,
          row.number,
          row.content.base().slug(),
          String.join(", ", pins.subList(0, Math.min(SHOWN, pins.size()))),
          Math.max(0, pins.size() - SHOWN),
          row.created);
    }
  }

  /** A revision in the list of a recipe's. */
  record Past(int number, Instant created, String summary) {
    static Past of(RevisionRow row) {
      int pins = row.content.installed().size();
      return new Past(
          row.number,
          row.created,
          row.content.base().slug()
              + (pins == 0 ? "" : pins == 1 ? ", 1 pin" : ", " + pins + " pins"));
    }
  }

  @GET
  @Transactional
  public TemplateInstance list(@RestQuery String cursor) {
    PageRequest page = PageRequest.of(LISTED, cursor);
    Page<Line> recipes =
        Page.of(revisions.latest(account(), page), page, row -> row.recipe.id, Line::of);
    boolean first = cursor == null || cursor.isEmpty();
    return new ListPage(recipes, first ? drafting.unfinished(account()) : List.of(), first);
  }

  @GET
  @Path("{name}")
  @Transactional
  public TemplateInstance show(
      @RestPath String name, @RestQuery Integer revision, @RestQuery String cursor) {
    RevisionRow row = row(name, revision);
    PageRequest page = PageRequest.of(REVISIONS_SHOWN, cursor);
    return new RecipePage(
        RecipeView.of(row),
        ContentView.of(row.content),
        Highlight.of(row.dockerfile),
        Page.of(revisions.of(account(), name, page), page, past -> past.number, Past::of));
  }

  @GET
  @Path("{name}/compare")
  @Transactional
  public TemplateInstance compare(
      @RestPath String name, @RestQuery Integer from, @RestQuery Integer to) {
    RevisionRow after = row(name, to);
    RevisionRow before =
        row(name, from == null ? Integer.valueOf(Math.max(1, after.number - 1)) : from);
    List<Integer> numbers =
        revisions.of(account(), name, PageRequest.first(PageRequest.MOST)).stream()
            .map(row -> row.number)
            .toList();
    return new ComparePage(
        name, before.number, after.number, numbers, Comparison.of(before, after));
  }

  /** Goes on with an edit that was begun, or begins one from the newest revision. */
  @POST
  @Path("{name}/edit")
  public Response edit(@RestPath String name, @RestForm Integer revision) {
    DraftView draft = drafting.edit(account(), name, revision);
    return Response.seeOther(URI.create(draft.address(draft.step()))).build();
  }

  /** Where other pages link to, when a build has failed say. */
  @GET
  @Path("{name}/edit")
  public Response edit(@RestPath String name) {
    return Response.seeOther(URI.create("/recipes/" + row(name, null).recipe.name)).build();
  }

  @GET
  @Path("{name}/files/{file}")
  @Produces(MediaType.TEXT_PLAIN)
  @Transactional
  public Response file(@RestPath String name, @RestPath String file, @RestQuery Integer revision) {
    RevisionRow row = row(name, revision);
    String text =
        switch (file) {
          case "Dockerfile" -> row.dockerfile;
          case "requirements.txt" -> row.requirements;
          default ->
              throw Problem.notFound("A recipe has no file “%s”.".formatted(Quoted.shortly(file)));
        };
    return Response.ok(text)
        .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
        .build();
  }

  @GET
  @Path("{name}/delete")
  @Transactional
  public TemplateInstance confirmDelete(@RestPath String name) {
    return new DeletePage(name, row(name, null).number);
  }

  @POST
  @Path("{name}/delete")
  public Response delete(@RestPath String name) {
    editor.delete(account(), name);
    return Response.seeOther(URI.create("/recipes")).build();
  }

  private RevisionRow row(String name, Integer number) {
    return (number == null
            ? revisions.latest(account(), name)
            : revisions.numbered(account(), name, number))
        .orElseThrow(
            () ->
                number == null
                    ? RecipeEditor.none(name)
                    : Problem.notFound(
                        "The recipe “%s” has no revision %d."
                            .formatted(Quoted.shortly(name), number)));
  }

  private long account() {
    return current.get().id();
  }
}
