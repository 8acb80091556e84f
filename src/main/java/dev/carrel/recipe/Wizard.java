package dev.carrel.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What each page of the wizard shows around its own part.
 *
 * @param draft id of the draft; 0 before there is one
 * @param edits the name of the recipe that is edited; empty for a new one
 */
record Wizard(long draft, String edits, List<Mark> marks, Step now) {

  /**
   * A step in the row of steps.
   *
   * @param state {@code done}, {@code now} or empty
   * @param href empty where one cannot go yet
   */
  record Mark(String title, String word, String state, String href) {}

  static Wizard at(Step now, Optional<DraftView> draft) {
    Step furthest = draft.map(DraftView::step).orElse(Step.BASE);
    boolean chosen = draft.filter(d -> !d.wish().base().isEmpty()).isPresent();
    List<Mark> marks =
        Arrays.stream(Step.values())
            .map(
                step ->
                    new Mark(
                        step.title(),
                        step.word(),
                        step == now ? "now" : step.compareTo(now) < 0 ? "done" : "",
                        draft.isPresent() && step != now && (chosen || step == Step.BASE)
                            ? draft.get().address(step)
                            : ""))
            .toList();
    return new Wizard(
        draft.map(DraftView::id).orElse(0L),
        draft.map(DraftView::edits).orElse(""),
        marks,
        furthest.compareTo(now) > 0 ? furthest : now);
  }

  boolean isEdit() {
    return !edits.isEmpty();
  }
}
