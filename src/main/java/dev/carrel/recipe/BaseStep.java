package dev.carrel.recipe;

import dev.carrel.account.CurrentAccount;
import dev.carrel.catalogue.Catalogue;
import dev.carrel.catalogue.Pinning;
import dev.carrel.web.Htmx;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The wizard's first page: what to start from. The draft begins when it is sent. */
@Path("/recipes/new")
@Authenticated
public class BaseStep {
  @Inject CurrentAccount current;
  @Inject Drafting drafting;
  @Inject Catalogue catalogue;
  @Inject Htmx htmx;

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record BasePage(
      Wizard wizard, String ticket, List<BaseCard.Shelf> shelves, String chosen, String wrong)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record BasePage$wizard(
      Wizard wizard, String ticket, List<BaseCard.Shelf> shelves, String chosen, String wrong)
      implements TemplateInstance {}

  @GET
  public Response begin() {
    return page(200, Optional.empty(), UUID.randomUUID(), "", "");
  }

  @GET
  @Path("base")
  public Response show(@RestQuery Long draft) {
    return draft == null
        ? begin()
        : page(200, Optional.of(drafting.get(account(), draft)), UUID.randomUUID(), null, "");
  }

  @POST
  @Path("base")
  public Response choose(
      @RestForm Long draft, @RestForm UUID ticket, @RestForm String base, @RestForm String go) {
    Optional<DraftView> before =
        draft == null ? Optional.empty() : Optional.of(drafting.get(account(), draft));
    String slug = base == null ? before.map(d -> d.wish().base()).orElse("") : base;
    if (slug.isEmpty()) {
      return page(422, before, ticket, slug, "Choose a base to start from.");
    }
    switch (catalogue.pin(slug)) {
      case Pinning.Pinned pinned -> {}
      case Pinning.NoSuchBase none -> {
        return page(422, before, ticket, slug, Checklist.noSuchBase(slug) + ".");
      }
      case Pinning.NotNow notNow -> {
        return page(503, before, ticket, slug, notNow.why());
      }
    }
    long id =
        before
            .map(DraftView::id)
            .orElseGet(
                () -> drafting.start(account(), ticket == null ? UUID.randomUUID() : ticket).id());
    DraftView changed =
        drafting.change(
            account(), id, Step.PACKAGES, sketch -> sketch.withWish(sketch.wish().withBase(slug)));
    return Wizard.go(go == null || go.isEmpty() ? "next" : go, Step.BASE, changed);
  }

  @POST
  @Path("discard")
  public Response discard(@RestForm long draft) {
    drafting.discard(account(), draft);
    return Response.seeOther(java.net.URI.create("/recipes")).build();
  }

  private Response page(
      int status, Optional<DraftView> draft, UUID ticket, String chosen, String wrong) {
    Wizard wizard = Wizard.at(Step.BASE, draft);
    String ticketOrNew = (ticket == null ? UUID.randomUUID() : ticket).toString();
    String slug = chosen != null ? chosen : draft.map(d -> d.wish().base()).orElse("");
    List<BaseCard.Shelf> shelves = BaseCard.shelves(catalogue.bases());
    return Wizard.page(
        status,
        htmx.isFragment()
            ? new BasePage$wizard(wizard, ticketOrNew, shelves, slug, wrong)
            : new BasePage(wizard, ticketOrNew, shelves, slug, wrong));
  }

  private long account() {
    return current.get().id();
  }
}
