package dev.carrel.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuWordsTest {
  private static final Instant NOON = at("2026-11-23T12:01:30");

  @ParameterizedTest
  @CsvSource({
    "NVIDIA A100-SXM4-80GB, A100",
    "NVIDIA A100-PCIE-40GB, A100",
    "NVIDIA A100 80GB PCIe, A100",
    "NVIDIA H100 80GB HBM3, H100",
    "NVIDIA H100 NVL, H100",
    "NVIDIA H200, H200",
    "NVIDIA GeForce RTX 4090, RTX 4090",
    "NVIDIA RTX 6000 Ada Generation, RTX 6000 Ada",
    "Tesla T4, T4",
    "NVIDIA GB200, GB200",
  })
  void namesAModelByWhatItIsAskedForWith(String model, String brief) {
    assertThat(GpuWords.brief(model)).isEqualTo(brief);
    assertThat(model).contains(brief);
  }

  @ParameterizedTest
  @CsvSource({"85899345920, 80 GB", "10200547328, 10 GB", "5100273664, 5 GB", "1, 1 GB"})
  void tellsMemoryAsItIsSold(long bytes, String words) {
    assertThat(GpuWords.gigabytes(bytes)).isEqualTo(words);
  }

  @Test
  void quotesAModelAsItWasAskedFor() {
    assertThat(GpuWords.wish(new GpuRequest(2, Optional.of(40L << 30), Optional.of(" a100"))))
        .isEqualTo("two GPUs like “a100” of at least 40 GB each");
    assertThat(GpuWords.wish(new GpuRequest(1, Optional.empty(), Optional.of("rtx  6000"))))
        .isEqualTo("one GPU like “rtx 6000”");
  }

  @Test
  void spellsAModelAsTheDevicesThatServeDo() {
    var wish = new GpuRequest(2, Optional.of(40L << 30), Optional.of("rtx 6000 ADA"));
    Device device = device("NVIDIA RTX 6000 Ada Generation");
    assertThat(GpuWords.wish(wish, List.of(device)))
        .isEqualTo("two RTX 6000 Ada of at least 40 GB each");
    assertThat(GpuWords.wish(wish, List.of(device("NVIDIA L4"))))
        .isEqualTo("two GPUs like “rtx 6000 ADA” of at least 40 GB each");
  }

  private static Device device(String model) {
    return new Device(
        1,
        "GPU-1",
        Optional.empty(),
        0,
        model,
        Optional.empty(),
        48L << 30,
        Optional.empty(),
        BigDecimal.ONE,
        false,
        Device.Availability.FREE,
        Optional.empty());
  }

  @Test
  void saysAWish() {
    assertThat(GpuWords.wish(GpuRequest.of(1))).isEqualTo("one GPU");
    assertThat(GpuWords.wish(new GpuRequest(13, Optional.empty(), Optional.empty())))
        .isEqualTo("13 GPUs");
  }

  @ParameterizedTest
  @CsvSource({"1, first", "12, twelfth", "13, 13th", "21, 21st", "102, 102nd", "111, 111th"})
  void countsPlaces(int position, String words) {
    assertThat(GpuWords.place(position)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T16:10:00, 16:10",
    "2026-11-24T09:10:00, tomorrow 09:10",
    "2026-11-25T09:10:00, Wed 09:10",
    "2026-12-24T09:10:00, 24 Dec 09:10",
    "2026-11-22T09:10:00, 22 Nov 09:10",
  })
  void tellsTheTimeWithAsMuchDateAsItNeeds(String time, String words) {
    assertThat(GpuWords.clock(at(time), NOON)).isEqualTo(words);
  }

  @Test
  void givesARangeInStepsOfFiveMinutes() {
    assertThat(when("2026-11-23T16:12:00", "2026-11-23T16:58:00")).isEqualTo("16:10 to 17:00");
    assertThat(when("2026-11-23T16:12:00", "2026-11-23T16:14:00")).isEqualTo("about 16:15");
    assertThat(when("2026-11-23T23:12:00", "2026-11-24T01:00:00"))
        .isEqualTo("23:10 to tomorrow 01:00");
    assertThat(when("2026-11-23T16:12:00", null)).isEqualTo("not before 16:10");
    assertThat(when(null, "2026-11-23T16:58:00")).isEqualTo("by 17:00");
    assertThat(when(null, null)).isEqualTo("cannot be told yet");
  }

  @Test
  void expectsNothingForWhomNothingIsKept() {
    var away = new Outlook(1, 1, Optional.empty(), Optional.empty(), "", "", true);
    assertThat(GpuWords.when(away, NOON)).isEqualTo("once somebody is there");
  }

  @Test
  void expectsNothingInThePast() {
    assertThat(when("2026-11-23T09:00:00", "2026-11-23T09:30:00")).isEqualTo("about 12:05");
  }

  @ParameterizedTest
  @CsvSource({"0, 0 h", "0.04, 0 h", "0.35, 0.4 h", "3.0, 3 h", "14.4, 14 h"})
  void roundsHours(BigDecimal hours, String words) {
    assertThat(GpuWords.deviceHours(hours)).isEqualTo(words);
  }

  private static String when(String earliest, String latest) {
    var outlook =
        new Outlook(
            1,
            1,
            Optional.ofNullable(earliest).map(GpuWordsTest::at),
            Optional.ofNullable(latest).map(GpuWordsTest::at),
            "",
            "",
            false);
    return GpuWords.when(outlook, NOON);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.systemDefault()).toInstant();
  }
}
