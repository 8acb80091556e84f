package dev.carrel.recipe;

import dev.carrel.account.CurrentAccount;
import dev.carrel.web.Htmx;
import dev.carrel.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The wizard's last page: what will be built, and the name it is to have. */
@Path("/recipes/new")
@Authenticated
public class ReviewStep {
  @Inject CurrentAccount current;
  @Inject Drafting drafting;
  @Inject RecipeNames names;
  @Inject Htmx htmx;

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ReviewPage(Wizard wizard, ReviewView view) implements TemplateInstance {}

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ReviewPage$wizard(Wizard wizard, ReviewView view) implements TemplateInstance {}

  /**
   * The page's content.
   *
   * @param content null where the draft cannot become a content yet
   * @param problems why not
   */
  record ReviewView(
      long draft,
      String name,
      String nameWrong,
      String seen,
      ContentView content,
      List<Highlight.Piece> dockerfile,
      String notice,
      List<String> problems) {}

  @GET
  @Path("review")
  public Response show(@RestQuery long draft) {
    DraftView view = drafting.get(account(), draft);
    return page(200, view, view.isEdit() ? view.edits() : names.propose(account(), view), "", "");
  }

  /** Back, or to another step; what is on this page is not stored, so there is nothing to save. */
  @POST
  @Path("review")
  public Response leave(@RestForm long draft, @RestForm String go) {
    return Wizard.go(go == null ? "" : go, Step.REVIEW, drafting.get(account(), draft));
  }

  /** Whoever comes back to the address of a sent form. */
  @GET
  @Path("finish")
  public Response showAgain(@RestQuery long draft) {
    return Response.seeOther(URI.create("/recipes/new/review?draft=" + draft)).build();
  }

  /**
   * Makes the revision. Building is the next stage's: the browser is told to send the same form
   * there, where {@code recipe} names what to build. Either may be sent twice.
   */
  @POST
  @Path("finish")
  public Response finish(
      @RestForm long draft, @RestForm String recipe, @RestForm String seen, @RestForm String go) {
    if (go != null && Step.of(go).isPresent()) {
      return leave(draft, go);
    }
    String name = recipe == null ? "" : recipe.strip();
    try {
      Drafting.Finished finished =
          drafting.finish(account(), draft, name, seen == null ? "" : seen);
      boolean build = !"save".equals(go) && finished.recipe().equals(name);
      return build
          ? Response.status(Status.TEMPORARY_REDIRECT).location(URI.create("/builds")).build()
          : Response.seeOther(URI.create("/recipes/" + finished.recipe())).build();
    } catch (Problem problem) {
      if (problem.status() == 404) {
        throw problem;
      }
      DraftView view = drafting.get(account(), draft);
      boolean aboutName =
          problem.violations().stream().anyMatch(v -> v.field().equals("name"))
              || (problem.status() == 409 && !view.isEdit() && names.isTaken(account(), name));
      String sentence = problem.detail() + problem.advice().map(advice -> " " + advice).orElse("");
      return aboutName
          ? page(problem.status(), view, name, sentence, "")
          : page(problem.status(), view, name, "", sentence);
    }
  }

  private Response page(int status, DraftView draft, String name, String nameWrong, String notice) {
    ReviewView view;
    int answer = status;
    try {
      Content content = drafting.content(account(), draft);
      view =
          new ReviewView(
              draft.id(),
              name,
              nameWrong,
              content.digest(),
              ContentView.of(content),
              Highlight.of(Rendering.of(content).dockerfile()),
              notice,
              List.of());
    } catch (Problem problem) {
      answer = problem.status();
      view =
          new ReviewView(draft.id(), name, nameWrong, "", null, List.of(), "", sentences(problem));
    }
    Wizard wizard = Wizard.at(Step.REVIEW, Optional.of(draft));
    return Wizard.page(
        answer,
        htmx.isFragment() ? new ReviewPage$wizard(wizard, view) : new ReviewPage(wizard, view));
  }

  private static List<String> sentences(Problem problem) {
    return problem.violations().isEmpty()
        ? List.of(problem.detail() + problem.advice().map(advice -> " " + advice).orElse(""))
        : problem.violations().stream().map(violation -> violation.message() + ".").toList();
  }

  private long account() {
    return current.get().id();
  }
}
