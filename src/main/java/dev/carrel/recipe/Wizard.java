package dev.carrel.recipe;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What each page of the wizard shows around its own part.
 *
 * @param draft id of the draft; 0 before there is one
 * @param edits the name of the recipe that is edited; empty for a new one
 */
record Wizard(long draft, String edits, List<Mark> marks) {

  /**
   * A step in the row of steps.
   *
   * @param state {@code done}, {@code now} or empty
   * @param reachable true if one can go there now
   */
  record Mark(String title, String word, String state, boolean reachable) {}

  static Wizard at(Step now, Optional<DraftView> draft) {
    boolean chosen = draft.filter(d -> !d.wish().base().isEmpty()).isPresent();
    return new Wizard(
        draft.map(DraftView::id).orElse(0L),
        draft.map(DraftView::edits).orElse(""),
        Arrays.stream(Step.values())
            .map(
                step ->
                    new Mark(
                        step.title(),
                        step.word(),
                        step == now ? "now" : step.compareTo(now) < 0 ? "done" : "",
                        step != now && chosen))
            .toList());
  }

  public boolean isEdit() {
    return !edits.isEmpty();
  }

  /** To the page whose button was pressed: a step's word, {@code next} or {@code back}. */
  static Response go(String go, Step from, DraftView draft) {
    Step to =
        switch (go) {
          case "next" -> Step.values()[from.ordinal() + 1];
          case "back" -> Step.values()[from.ordinal() - 1];
          default -> Step.of(go).orElse(from);
        };
    return Response.seeOther(URI.create(draft.address(to))).build();
  }

  /** True where the button leads to an earlier step, which needs nothing to be right. */
  static boolean isBack(String go, Step from) {
    return go.equals("back") || Step.of(go).filter(step -> step.compareTo(from) < 0).isPresent();
  }

  static Response page(int status, TemplateInstance page) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .entity(page.render())
        .build();
  }
}
