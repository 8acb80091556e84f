package dev.carrel.retirement.idle;

import dev.carrel.notice.Notice;
import dev.carrel.web.Times;
import java.time.Duration;

/** What the owner of an idle environment is told. */
record IdleWords(Holder holder, Verdict.Idle idle, IdleRule rule) {

  Notice notice(Step step, long decision) {
    return new Notice(
        holder.account(),
        "gpu-idle",
        title(step),
        text(step),
        "/environments/" + holder.name() + "/use",
        "idle/" + decision);
  }

  private String title(Step step) {
    return switch (step) {
      case NOTICE -> "The GPUs of %s do nothing".formatted(holder.name());
      case SECOND_NOTICE -> "The GPUs of %s are about to be taken back".formatted(holder.name());
      case RELEASE -> "The GPUs of %s were taken back".formatted(holder.name());
    };
  }

  private String text(Step step) {
    String why =
        "They have been idle since %s; the rule for you is: %s."
            .formatted(Times.exact(idle.since()), rule.words(idle.queue()));
    return switch (step) {
      case NOTICE ->
          "%s If you go on using them, nothing happens. Otherwise they are taken back in about %s. To keep them, open the environment's use and say why."
              .formatted(why, Times.spoken(soon().multipliedBy(2)));
      case SECOND_NOTICE ->
          "%s They are taken back in about %s, and %s. To keep them, open the environment's use and say why."
              .formatted(why, Times.spoken(soon()), then());
      case RELEASE -> "%s %s".formatted(why, after());
    };
  }

  private Duration soon() {
    return rule.between(idle.queue());
  }

  private String then() {
    return switch (holder.whenIdle()) {
      case DEMOTE -> "the environment starts again without them";
      case STOP -> "the environment is stopped";
    };
  }

  private String after() {
    return switch (holder.whenIdle()) {
      case DEMOTE ->
          "The environment starts again without them, with the same image and workspace; one click on its page queues it for them again.";
      case STOP ->
          "The environment was stopped; nothing in it is lost. Start it to queue for them again.";
    };
  }
}
