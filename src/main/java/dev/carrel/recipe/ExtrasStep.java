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
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The wizard's third page: environment variables, and tools to include. */
@Path("/recipes/new/extras")
@Authenticated
public class ExtrasStep {
  private static final int BLANK_ROWS = 2;

  @Inject CurrentAccount current;
  @Inject Drafting drafting;
  @Inject Catalogue catalogue;
  @Inject Htmx htmx;

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ExtrasPage(Wizard wizard, ExtrasView view) implements TemplateInstance {}

  @CheckedTemplate(basePath = "recipe", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ExtrasPage$wizard(Wizard wizard, ExtrasView view) implements TemplateInstance {}

  /** The page's content. */
  record ExtrasView(
      long draft, String base, boolean python, List<Variable> variables, List<Choice> tools) {}

  /**
   * A variable's row.
   *
   * @param wrong what is wrong with it; empty if nothing is
   * @param advice a word of warning; empty if there is none
   */
  record Variable(int row, String name, String value, String wrong, String advice) {}

  /** A tool, chosen or not. */
  record Choice(String slug, String title, String purpose, boolean chosen) {}

  @GET
  public Response show(@RestQuery long draft) {
    DraftView view = drafting.get(account(), draft);
    return page(200, view, rows(view.wish()));
  }

  @POST
  public Response send(
      @RestForm long draft,
      @RestForm List<String> variable,
      @RestForm List<String> value,
      @RestForm List<String> app,
      @RestForm String go,
      @RestForm String remove) {
    DraftView before = drafting.get(account(), draft);
    List<Variable> rows = new ArrayList<>();
    var variables = new LinkedHashMap<String, String>();
    for (int i = 0; i < size(variable) && i < 2 * Checklist.MOST_VARIABLES; i++) {
      String name = variable.get(i).strip();
      String content = i < size(value) ? value.get(i) : "";
      if ((name.isEmpty() && content.isEmpty()) || Integer.toString(i).equals(remove)) {
        continue;
      }
      String twice = name + " stands here twice.";
      Variable row = row(rows.size(), name, content);
      boolean isTwice = row.wrong().isEmpty() && variables.containsKey(name);
      rows.add(isTwice ? new Variable(row.row(), name, content, twice, "") : row);
      if (!isTwice) {
        variables.put(name, content);
      }
    }
    DraftView saved =
        drafting.change(
            account(),
            draft,
            Step.EXTRAS,
            sketch ->
                sketch.withWish(
                    before
                        .wish()
                        .withExtras(variables, app == null ? List.of() : List.copyOf(app))));
    boolean right = rows.stream().allMatch(row -> row.wrong().isEmpty());
    String pressed = go == null ? "" : go;
    if (pressed.equals("more") || remove != null) {
      return page(200, saved, rows);
    }
    return right || Wizard.isBack(pressed, Step.EXTRAS)
        ? Wizard.go(pressed, Step.EXTRAS, saved)
        : page(422, saved, rows);
  }

  private Response page(int status, DraftView draft, List<Variable> rows) {
    var all = new ArrayList<>(rows);
    for (int i = 0; i < BLANK_ROWS; i++) {
      all.add(new Variable(all.size(), "", "", "", ""));
    }
    Optional<Base> base = catalogue.base(draft.wish().base());
    var view =
        new ExtrasView(
            draft.id(),
            base.map(Base::title).orElse(draft.wish().base()),
            base.map(b -> b.tools().installsPython()).orElse(true),
            List.copyOf(all),
            Arrays.stream(Tool.values())
                .map(
                    tool ->
                        new Choice(
                            tool.slug(),
                            tool.title(),
                            tool.purpose(),
                            draft.wish().apps().contains(tool.slug())))
                .toList());
    Wizard wizard = Wizard.at(Step.EXTRAS, Optional.of(draft));
    return Wizard.page(
        status,
        htmx.isFragment() ? new ExtrasPage$wizard(wizard, view) : new ExtrasPage(wizard, view));
  }

  private static List<Variable> rows(Wish wish) {
    var rows = new ArrayList<Variable>();
    wish.environment().forEach((name, value) -> rows.add(row(rows.size(), name, value)));
    return rows;
  }

  private static Variable row(int number, String name, String value) {
    try {
      Variables.check(name, value);
      return new Variable(number, name, value, "", Variables.advice(name));
    } catch (IllegalArgumentException e) {
      return new Variable(number, name, value, e.getMessage() + ".", "");
    }
  }

  private static int size(List<String> list) {
    return list == null ? 0 : list.size();
  }

  private long account() {
    return current.get().id();
  }
}
