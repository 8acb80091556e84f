package dev.carrel.build;

import dev.carrel.build.log.BuildAttempt;
import dev.carrel.catalogue.BuildSources;
import dev.carrel.catalogue.Catalogue;
import dev.carrel.catalogue.PackageSources;
import dev.carrel.engine.BuildSpec;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineImage;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.Labels;
import dev.carrel.recipe.RecipeBook;
import dev.carrel.recipe.Revision;
import dev.carrel.web.Times;
import dev.carrel.web.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What attempts at builds work with. */
@ApplicationScoped
class Workbench {
  private final Engine engine;
  private final Catalogue catalogue;
  private final PackageSources sources;
  private final RecipeBook recipes;
  private final Attempts attempts;
  private final Timeline timeline;
  private final ImageNaming naming;
  private final BuildConfig config;
  private final Clock clock;

  @Inject
  Workbench(
      Engine engine,
      Catalogue catalogue,
      PackageSources sources,
      RecipeBook recipes,
      Attempts attempts,
      Timeline timeline,
      ImageNaming naming,
      BuildConfig config,
      Clock clock) {
    this.engine = engine;
    this.catalogue = catalogue;
    this.sources = sources;
    this.recipes = recipes;
    this.attempts = attempts;
    this.timeline = timeline;
    this.naming = naming;
    this.config = config;
    this.clock = clock;
  }

  Engine engine() {
    return engine;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  RecipeBook recipes() {
    return recipes;
  }

  Attempts attempts() {
    return attempts;
  }

  Timeline timeline() {
    return timeline;
  }

  ImageNaming naming() {
    return naming;
  }

  Clock clock() {
    return clock;
  }

  /**
   * What the engine is asked to build: the rendered revision and the site's package sources,
   * nothing that a user typed besides.
   */
  BuildSpec spec(BuildAttempt attempt, Revision revision, Consumer<String> log) {
    BuildSources offered = sources.forBuild();
    offered.trouble().ifPresent(log);
    Map<String, byte[]> context = new TreeMap<>(recipes.context(revision));
    context.putAll(offered.files(revision.content().tools()));
    return BuildSpec.of(revision.content().base().from(), context, Long.toString(attempt.account()))
        .withLabels(
            Map.of(
                Labels.BUILD, Long.toString(attempt.build()),
                Labels.OWNER, Long.toString(attempt.account())))
        .withExtraHosts(offered.extraHosts());
  }

  /** What an earlier attempt at the build had made when it was cut off. */
  Optional<String> madeBy(BuildAttempt attempt) {
    return engine.images().list(Map.of(Labels.BUILD, Long.toString(attempt.build()))).stream()
        .map(EngineImage::id)
        .findFirst();
  }

  long size(String imageId) {
    return engine.images().find(imageId).map(EngineImage::size).orElse(0L);
  }

  /** Removes an image that is over the limit, and says so. */
  Optional<Diagnosis> tooLarge(String imageId) {
    long size = size(imageId);
    long limit = config.sizeLimit().asLongValue();
    if (size <= limit) {
      return Optional.empty();
    }
    engine.images().remove(imageId);
    return Optional.of(
        Diagnosis.of(
            Diagnosis.Cause.SIZE_LIMIT,
            "The image came out at %s, and at most %s are allowed here, so it was removed. Choose a smaller base or fewer packages."
                .formatted(Words.bytes(size), Words.bytes(limit))));
  }

  Diagnosis tooLong() {
    return Diagnosis.of(
        Diagnosis.Cause.TIME_LIMIT,
        "The build was ended because it took longer than %s, the limit here. The steps above show what it was at; steps that were done are kept and need not run again."
            .formatted(Times.spoken(config.timeLimit())));
  }

  Diagnosis baseTrouble(String why) {
    return Diagnosis.of(Diagnosis.Cause.BASE, "The base cannot be had. " + sentence(why));
  }

  Diagnosis refused(EngineRefused refusal) {
    return switch (refusal.reason()) {
      case NO_SPACE -> Diagnoses.noSpace();
      case ABSENT, NAME_TAKEN, NOT_OURS, IN_USE, FAILED ->
          Diagnosis.of(
              Diagnosis.Cause.OTHER,
              "The engine refused the build: " + sentence(refusal.getMessage()));
    };
  }

  private static String sentence(String text) {
    return text.matches(".*[.!?]\\s*") ? text : text + ".";
  }
}
