package dev.carrel.gpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TimelineTest {
  private static final int END = 60;

  record Span(int from, int length) {}

  @Property
  void findsTheFirstGapThatALookAtEachMomentFinds(
      @ForAll("spans") List<Span> spans,
      @ForAll @IntRange(max = END) int start,
      @ForAll @IntRange(min = 1, max = 20) int length) {
    Timeline timeline = new Timeline();
    boolean[] busy = new boolean[END * 3];
    for (Span span : spans) {
      timeline.block(span.from, span.from + span.length);
      for (int at = span.from; at < span.from + span.length; at++) {
        busy[at] = true;
      }
    }
    int expected = start;
    while (!freeFor(busy, expected, length)) {
      expected++;
    }

    assertThat(timeline.free(start, length)).isEqualTo(expected);
  }

  private static boolean freeFor(boolean[] busy, int start, int length) {
    for (int at = start; at < start + length; at++) {
      if (busy[at]) {
        return false;
      }
    }
    return true;
  }

  @Provide
  Arbitrary<List<Span>> spans() {
    return Combinators.combine(
            Arbitraries.integers().between(0, END), Arbitraries.integers().between(0, 15))
        .as(Span::new)
        .list()
        .ofMaxSize(12);
  }
}
