package dev.carrel.catalogue.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NameListTest {

  @Test
  void putsTheWholeNameFirstAndTheShorterBeforeTheLonger() {
    NameList names = NameList.of(List.of("numpydoc", "numpy", "numpy-stl", "numba", "zarr"));

    assertThat(names.startingWith("num", 3)).containsExactly("numba", "numpy", "numpydoc");
    assertThat(names.startingWith("numpy", 2)).containsExactly("numpy", "numpydoc");
    assertThat(names.startingWith("x", 3)).isEmpty();
    assertThat(names.startingWith("zarrs", 3)).isEmpty();
  }

  @Property
  void findsWhatAScanFinds(
      @ForAll Set<@AlphaChars @StringLength(min = 1, max = 4) String> names,
      @ForAll @AlphaChars @StringLength(max = 2) String prefix) {
    assertThat(NameList.of(names).startingWith(prefix, names.size() + 1))
        .containsExactlyInAnyOrderElementsOf(
            names.stream().filter(name -> name.startsWith(prefix)).toList());
  }
}
