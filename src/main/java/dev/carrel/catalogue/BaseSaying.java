package dev.carrel.catalogue;

import dev.carrel.catalogue.CatalogueEntry.Kind;
import dev.carrel.web.Times;
import dev.carrel.web.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * A base's state in words.
 *
 * @param name the API's word
 * @param look the word that gives the state its colour
 * @param says what it means for whoever wants to start from it
 * @param why what stands in the way; empty if nothing does
 * @param since when that began
 * @param progress percent, while it is on its way and that can be told; else -1
 */
record BaseSaying(
    String name, String look, String says, String why, Optional<Instant> since, int progress) {

  static BaseSaying of(Base base) {
    boolean made = base.entry().kind() == Kind.BOOTSTRAP;
    return switch (base.state()) {
      case BaseState.Here here -> plain("here", "here", "on this machine");
      case BaseState.Pullable pullable ->
          plain("pullable", "idle", made ? "can be made here" : "fetched with the first build");
      case BaseState.Pulling pulling ->
          new BaseSaying(
              "pulling",
              "pulling",
              made ? "being made, some minutes" : on(pulling),
              "",
              Optional.empty(),
              pulling.total() > 0 ? pulling.percent() : -1);
      case BaseState.Unknown unknown -> plain("unknown", "idle", "being looked for");
      case BaseState.Gone gone ->
          new BaseSaying(
              "gone", "failed", "no longer to be had", gone.why(), Optional.of(gone.since()), -1);
      case BaseState.Unreachable unreachable ->
          new BaseSaying(
              "unreachable",
              made ? "idle" : "unreachable",
              made ? "not made yet" : "cannot be reached",
              unreachable.why(),
              Optional.of(unreachable.since()),
              -1);
    };
  }

  private static BaseSaying plain(String name, String look, String says) {
    return new BaseSaying(name, look, says, "", Optional.empty(), -1);
  }

  private static String on(BaseState.Pulling pulling) {
    if (pulling.total() == 0) {
      return "being fetched";
    }
    String far = "%s of %s".formatted(Words.bytes(pulling.bytes()), Words.bytes(pulling.total()));
    String rest = pulling.left().map(left -> ", " + Times.spoken(left) + " left").orElse("");
    return "being fetched, " + far + rest;
  }
}
