package dev.carrel.catalogue.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One version of a project, with what there is of it.
 *
 * @param unfit why no file of it is for the interpreter, in a few words; empty if one is
 */
public record Release(PythonVersion version, String unfit) {

  public boolean fits() {
    return unfit.isEmpty();
  }

  /**
   * The versions that some files make up, newest first. Versions of which all files are yanked are
   * left out, as pip leaves them to whoever insists.
   *
   * @param interpreter empty if every file is good
   */
  public static List<Release> of(
      String project, List<IndexedFile> files, Optional<Interpreter> interpreter) {
    TreeMap<PythonVersion, List<Candidate>> byVersion = new TreeMap<>(Collections.reverseOrder());
    for (IndexedFile file : files) {
      if (!file.yanked()) {
        Distribution.parse(file.filename(), project)
            .filter(found -> found.project().equals(ProjectName.normalise(project)))
            .ifPresent(
                found ->
                    byVersion
                        .computeIfAbsent(found.version(), version -> new ArrayList<>())
                        .add(new Candidate(file, found)));
      }
    }
    List<Release> releases = new ArrayList<>();
    byVersion.forEach(
        (version, candidates) ->
            releases.add(
                new Release(version, interpreter.map(i -> unfit(candidates, i)).orElse(""))));
    return releases;
  }

  private static String unfit(List<Candidate> candidates, Interpreter interpreter) {
    List<Candidate> allowed =
        candidates.stream().filter(c -> c.file().allows(interpreter.version())).toList();
    if (allowed.isEmpty()) {
      return "needs Python " + candidates.getFirst().file().requiresPython().orElse("");
    }
    boolean some = allowed.stream().anyMatch(c -> interpreter.takes(c.distribution()));
    return some ? "" : "has no file for " + interpreter;
  }

  private record Candidate(IndexedFile file, Distribution distribution) {}
}
