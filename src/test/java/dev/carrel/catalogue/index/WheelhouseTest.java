package dev.carrel.catalogue.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.catalogue.python.IndexedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WheelhouseTest {
  private static final String WHEEL = "Flask_Login-0.6.3-py3-none-any.whl";

  @TempDir Path disk;
  private Path secret;

  @BeforeEach
  void putASecretBeside() throws IOException {
    secret = Files.writeString(disk.resolve("secret.whl"), "secret");
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(disk.resolve("houses").resolve(name));
  }

  private static List<String> filenames(Wheelhouse house, String project) throws IOException {
    return house.stored(project).stream()
        .map(Wheelhouse.Stored::file)
        .map(IndexedFile::filename)
        .toList();
  }

  private static void page(Path folder, String project, String html) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve(project)).resolve("index.html"), html);
  }

  @Test
  void offersTheWheelsOfAFlatFolder() throws IOException {
    Path flat = folder("flat");
    Files.writeString(flat.resolve(WHEEL), "wheel");
    Files.writeString(flat.resolve("torch-2.13.0+cpu-cp311-cp311-linux_x86_64.whl"), "wheel");
    Files.writeString(flat.resolve("scikit-learn-1.5.0.tar.gz"), "archive");
    Files.writeString(flat.resolve("notes.txt"), "not a package");
    Wheelhouse house = new Wheelhouse(flat);

    assertThat(filenames(house, "flask-login")).containsExactly(WHEEL);
    assertThat(filenames(house, "torch")).hasSize(1);
    assertThat(filenames(house, "scikit-learn")).hasSize(1);
    assertThat(house.names())
        .isInstanceOfSatisfying(
            IndexSource.Names.Known.class, known -> assertThat(known.list().size()).isEqualTo(3));
  }

  @Test
  void followsThePagesOfAStaticIndexIntoItsParent() throws IOException {
    Path files = folder("files");
    Files.writeString(files.resolve(WHEEL), "wheel");
    Path simple = folder("simple");
    page(
        simple,
        "flask-login",
        "<a href='../../files/%s#sha256=abc' data-requires-python='&gt;=3.9'>%s</a>"
            .formatted(WHEEL, WHEEL));

    List<Wheelhouse.Stored> stored = new Wheelhouse(simple).stored("flask-login");

    assertThat(stored)
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.file().requiresPython()).contains(">=3.9");
              assertThat(file.sha256()).contains("abc");
              assertThat(file.path()).isEqualTo(files.resolve(WHEEL).toRealPath());
            });
  }

  @Test
  void offersNothingFromOutside() throws IOException {
    Path simple = folder("simple");
    page(
        simple,
        "evil",
        """
        <a href="../../../secret.whl">evil-1.0-py3-none-any.whl</a>
        <a href="..%2F..%2F..%2Fsecret.whl">evil-1.1-py3-none-any.whl</a>
        <a href="file:///etc/passwd">evil-1.2-py3-none-any.whl</a>
        <a href="/etc/passwd">evil-1.3-py3-none-any.whl</a>
        <a href="link.whl">evil-1.4-py3-none-any.whl</a>
        <a href="%00">evil-1.5-py3-none-any.whl</a>
        """);
    Files.createSymbolicLink(simple.resolve("evil").resolve("link.whl"), secret);
    Path flat = folder("flat");
    Files.createSymbolicLink(flat.resolve(WHEEL), secret);

    assertThat(filenames(new Wheelhouse(simple), "evil")).isEmpty();
    assertThat(filenames(new Wheelhouse(simple), "../../secret")).isEmpty();
    assertThat(filenames(new Wheelhouse(flat), "flask-login")).isEmpty();
  }

  @Test
  void noticesWhatIsAdded() throws IOException {
    Path flat = folder("flat");
    Wheelhouse house = new Wheelhouse(flat);
    assertThat(filenames(house, "flask-login")).isEmpty();

    Files.writeString(flat.resolve(WHEEL), "wheel");
    Files.setLastModifiedTime(flat, FileTime.from(Instant.now().plusSeconds(5)));

    assertThat(filenames(house, "flask-login")).containsExactly(WHEEL);
  }

  @Test
  void saysThatAFolderIsNotThere() {
    assertThat(new Wheelhouse(disk.resolve("nowhere")).files("numpy"))
        .isInstanceOfSatisfying(
            IndexSource.Offer.Silent.class, silent -> assertThat(silent.why()).contains("nowhere"));
  }
}
