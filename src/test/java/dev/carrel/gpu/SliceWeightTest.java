package dev.carrel.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceWeightTest {

  @ParameterizedTest
  @CsvSource({
    // A100, 80 GB: 7 compute slices, 8 of memory
    "1g.10gb, 9728, 81920, 0.1429",
    "1g.20gb, 19968, 81920, 0.25",
    "3g.40gb, 40192, 81920, 0.5",
    "4g.40gb, 40192, 81920, 0.5714",
    "7g.80gb, 81050, 81920, 1",
    "1c.3g.40gb, 40192, 81920, 0.5",
    // A30: 4 of each
    "1g.6gb, 6016, 24576, 0.25",
    "4g.24gb, 24125, 24576, 1",
    // Media engines on top
    "1g.10gb+me, 9728, 81920, 0.1429",
    "slice, 9728, 81920, 0.1188",
    // H200
    "1g.18gb, 17920, 143771, 0.1429",
  })
  void countsTheLargerShare(String profile, long memory, long whole, BigDecimal weight) {
    assertThat(SliceWeight.of(profile, memory << 20, whole << 20)).isEqualByComparingTo(weight);
  }
}
