package dev.carrel.admin;

import dev.carrel.catalogue.BaseState;
import dev.carrel.web.Words;

/** A base's state, in an operator's words. */
final class Bases {

  private Bases() {}

  static String word(BaseState state) {
    return switch (state) {
      case BaseState.Unknown unknown -> "stopped";
      case BaseState.Here here -> "here";
      case BaseState.Pullable pullable -> "stopped";
      case BaseState.Pulling pulling -> "pulling";
      case BaseState.Gone gone -> "failed";
      case BaseState.Unreachable unreachable -> "unreachable";
    };
  }

  static String words(BaseState state) {
    return switch (state) {
      case BaseState.Unknown unknown -> "not looked at yet";
      case BaseState.Here here -> "here, " + Words.bytes(here.size());
      case BaseState.Pullable pullable -> "can be pulled";
      case BaseState.Pulling pulling -> "pulling, " + pulling.percent() + " %";
      case BaseState.Gone gone -> "gone: " + gone.why();
      case BaseState.Unreachable unreachable -> "unreachable: " + unreachable.why();
    };
  }
}
