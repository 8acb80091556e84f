package dev.carrel.build.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

  @Test
  void linesEndWithOrWithoutCarriageReturn() {
    assertThat(split("one\ntwo\r\n\nfour")).containsExactly("one", "two", "", "four");
  }

  @Test
  void progressCollapsesToItsLastState() {
    assertThat(split("  10%\r  50%\r 100%\ndone\n")).containsExactly(" 100%", "done");
    assertThat(split("50%\r100%\r\u001b[K\n")).containsExactly("100%");
    assertThat(split("100%\r")).containsExactly("100%");
  }

  @Test
  void bytesThatAreNoTextBecomeReplacementCharacters() {
    assertThat(split(new byte[] {'a', (byte) 0xff, 'b', '\n', (byte) 0xe2, (byte) 0x82}))
        .containsExactly("a\ufffdb", "\ufffd");
  }

  @Test
  void anEndlessLineGoesOnAsTheNextAndKeepsItsCharacters() {
    String endless = "€".repeat(20_000);
    List<String> lines = split(endless);
    assertThat(lines).hasSizeGreaterThan(3).doesNotContain("\ufffd");
    assertThat(String.join("", lines)).isEqualTo(endless);
  }

  /** What a chunk holds does not matter, only what the bytes are. */
  @Property
  void cutsMakeNoDifference(@ForAll("streams") byte[] stream, @ForAll Random random) {
    var lines = new ArrayList<String>();
    var splitter = new LineSplitter(lines::add);
    for (int from = 0; from < stream.length; ) {
      int to = Math.min(stream.length, from + 1 + random.nextInt(7));
      splitter.accept(Arrays.copyOfRange(stream, from, to));
      from = to;
    }
    splitter.end();
    assertThat(lines).isEqualTo(split(stream));
    assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain("\n", "\r"));
  }

  @Property
  void nothingIsLostWithoutCarriageReturns(@ForAll("texts") String text) {
    assertThat(String.join("\n", split(text + "\n"))).isEqualTo(text);
  }

  @Property
  void codecGivesBackWhatItWasGiven(@ForAll("texts") String text) {
    var lines = new ArrayList<LogLine>();
    for (String line : split(text)) {
      lines.add(
          new LogLine(
              7 + lines.size(),
              java.time.Instant.ofEpochMilli(1_764_000_000_123L),
              lines.size(),
              LogSource.values()[lines.size() % 4],
              line));
    }
    assertThat(LogCodec.decode(7, LogCodec.encode(lines))).isEqualTo(lines);
  }

  @Provide
  Arbitrary<byte[]> streams() {
    return Arbitraries.of(
            "\r",
            "\n",
            "\r\n",
            "a",
            " ",
            "%",
            "é",
            "€",
            "😀",
            "\u001b[31m",
            "\ufffe",
            "long ".repeat(5000))
        .list()
        .ofMaxSize(60)
        .map(
            parts -> {
              var out = new ByteArrayOutputStream();
              parts.forEach(
                  part ->
                      out.writeBytes(
                          part.equals("\ufffe")
                              ? new byte[] {(byte) 0xf0, (byte) 0x9f}
                              : part.getBytes(StandardCharsets.UTF_8)));
              return out.toByteArray();
            });
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("\n", "a", "é", "€", "😀", "\t", "<b>", "x".repeat(300))
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  private static List<String> split(String text) {
    return split(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> split(byte[] bytes) {
    var lines = new ArrayList<String>();
    var splitter = new LineSplitter(lines::add);
    splitter.accept(bytes);
    splitter.end();
    return lines;
  }
}
