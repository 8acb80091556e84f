package dev.carrel.recipe;

import dev.carrel.account.CurrentAccount;
import dev.carrel.catalogue.Base;
import dev.carrel.catalogue.Catalogue;
import dev.carrel.web.Htmx;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The wizard's second page: Python packages at their pins, and system packages. */
@Path("/recipes/new/packages")
@Authenticated
public class PackagesStep {
  @Inject CurrentAccount current;
  @Inject Drafting drafting;
  @Inject Catalogue catalogue;
  @Inject PinAdder adder;
  @Inject PackageAdvice advice;
  @Inject Htmx htmx;

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record PackagesPage(Wizard wizard, PackagesView view) implements TemplateInstance {}

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record PackagesPage$wizard(Wizard wizard, PackagesView view) implements TemplateInstance {}

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Suggestions(PackageAdvice.Advice advice) implements TemplateInstance {}

  @GET
  public Response show(@RestQuery long draft) {
    return page(200, drafting.get(account(), draft), PackagesView.Said.NOTHING);
  }

  @GET
  @Path("suggest")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance suggest(@RestQuery long draft, @RestQuery String add) {
    Wish wish = drafting.get(account(), draft).wish();
    return new Suggestions(advice.advise(add == null ? "" : add, wish.base()));
  }

  /**
   * @param take a pin to add, chosen from those offered
   * @param remove name of a pin to take out
   * @param change name of a pin whose version is to be another
   */
  @POST
  public Response send(
      @RestForm long draft,
      @RestForm String add,
      @RestForm String system,
      @RestForm String go,
      @RestForm String take,
      @RestForm String remove,
      @RestForm String change,
      @RestForm String lines) {
    DraftView before = kept(drafting.get(account(), draft), lines);
    Wish wish = before.wish().withSystem(SystemNames.split(system));
    String typed = text(add);
    if (!text(remove).isEmpty()) {
      return save(before, adder.without(wish, remove), typed, PackagesView.Said.removed(remove));
    }
    if (!text(change).isEmpty()) {
      return save(before, wish, adder.what(wish, change) + "==", PackagesView.Said.NOTHING);
    }
    if (!text(take).isEmpty()) {
      return add(before, wish, take, "");
    }
    if (Wizard.isBack(text(go), Step.PACKAGES)) {
      return Wizard.go(go, Step.PACKAGES, saved(before, wish, typed));
    }
    if (!typed.isEmpty() || "add".equals(go)) {
      Response added = add(before, wish, typed, text(go));
      if (added != null) {
        return added;
      }
    }
    DraftView saved =
        saved(before, drafting.get(account(), draft).wish().withSystem(wish.system()), "");
    Optional<String> wrong = SystemNames.wrong(wish.system(), base(wish));
    return wrong.isPresent()
        ? page(422, saved, PackagesView.Said.systemWrong(wrong.get()))
        : Wizard.go(text(go), Step.PACKAGES, saved);
  }

  /** Null when the pin was added on the way to the next page. */
  private Response add(DraftView before, Wish wish, String typed, String go) {
    boolean leaving = !go.isEmpty() && !go.equals("add");
    return switch (adder.add(wish, typed)) {
      case PinAdder.Added added -> {
        if (leaving) {
          saved(before, added.wish(), "");
          yield null;
        }
        yield save(before, added.wish(), "", PackagesView.Said.added(added.pin(), added.before()));
      }
      case PinAdder.Asked asked -> {
        DraftView saved = saved(before, wish, asked.proposal());
        yield page(422, saved, PackagesView.Said.asked(asked));
      }
      case PinAdder.Refused refused -> {
        DraftView saved = saved(before, wish, typed);
        yield page(422, saved, PackagesView.Said.addWrong(refused.why()));
      }
    };
  }

  private Response save(DraftView before, Wish wish, String add, PackagesView.Said said) {
    return page(200, saved(before, wish, add), said);
  }

  /** What was pasted beside and not sent yet is kept too. */
  private DraftView kept(DraftView before, String lines) {
    return lines == null || lines.equals(before.sketch().lines())
        ? before
        : drafting.change(account(), before.id(), Step.PACKAGES, sketch -> sketch.withLines(lines));
  }

  private DraftView saved(DraftView before, Wish wish, String add) {
    return drafting.change(
        account(), before.id(), Step.PACKAGES, sketch -> sketch.withWish(wish).withAdd(add));
  }

  private Response page(int status, DraftView draft, PackagesView.Said said) {
    Wizard wizard = Wizard.at(Step.PACKAGES, Optional.of(draft));
    PackagesView view = PackagesView.of(draft, base(draft.wish()), said);
    return Wizard.page(
        status,
        htmx.isFragment() ? new PackagesPage$wizard(wizard, view) : new PackagesPage(wizard, view));
  }

  private Optional<Base> base(Wish wish) {
    return catalogue.base(wish.base());
  }

  private static String text(String field) {
    return field == null ? "" : field.strip();
  }

  private long account() {
    return current.get().id();
  }
}
