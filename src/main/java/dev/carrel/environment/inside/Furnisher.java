package dev.carrel.environment.inside;

import dev.carrel.engine.GeneratedFile;
import dev.carrel.engine.HomeMount;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes and removes {@code <root>/<environment id>}: the home, and the generated files. Users
 * cannot get there but through their container's mounts: the folder above the home is the portal's
 * alone.
 */
public final class Furnisher {
  private final Path root;

  public Furnisher(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Can be repeated after a crash at any line; a home that is there is kept. */
  public Interior furnish(long environment, Resident resident, String pipConf) throws IOException {
    Path folder = folder(environment);
    Files.createDirectories(root);
    privateFolder(folder);
    Path home = home(environment);
    privateFolder(home);
    Files.setAttribute(home, "unix:gid", resident.gid(), LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(home, "unix:uid", resident.uid(), LinkOption.NOFOLLOW_LINKS);
    Path etc = folder.resolve("etc");
    privateFolder(etc);
    List<GeneratedFile> files = new ArrayList<>();
    Map<String, String> texts = InteriorFiles.of(resident);
    texts.put("/etc/pip.conf", pipConf);
    for (Map.Entry<String, String> file : texts.entrySet()) {
      Path source = etc.resolve(file.getKey().substring("/etc/".length()).replace('/', '-'));
      write(source, file.getValue());
      files.add(new GeneratedFile(source, file.getKey()));
    }
    return new Interior(
        new HomeMount(home.toAbsolutePath(), resident.home()), files, variables(resident));
  }

  public Path home(long environment) {
    return folder(environment).resolve("home");
  }

  /** Harmless if there is nothing. */
  public void clear(long environment) throws IOException {
    Trees.delete(folder(environment));
  }

  private Path folder(long environment) {
    return root.resolve(Long.toString(environment));
  }

  private static Map<String, String> variables(Resident resident) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("HOME", resident.home());
    variables.put("USER", resident.user());
    variables.put("LOGNAME", resident.user());
    variables.put("CARREL_ENVIRONMENT", resident.environment());
    // The image's own packages belong to root, so pip installs into the home by itself; Debian's
    // pip refuses even that unless told so.
    variables.put("PIP_BREAK_SYSTEM_PACKAGES", "1");
    variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    variables.put("PIP_NO_WARN_SCRIPT_LOCATION", "1");
    return variables;
  }

  private static void privateFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException there) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw there;
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.writeString(draft, text);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
