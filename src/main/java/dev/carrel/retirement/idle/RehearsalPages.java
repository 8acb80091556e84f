package dev.carrel.retirement.idle;

import dev.carrel.account.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Lets an operator see what a changed idle rule would have done before it is put into force. */
@Singleton
@Path("/admin/idle")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMIN_NAME)
public class RehearsalPages {
  @Inject Rehearsal rehearsal;
  @Inject IdleConfig config;

  /**
   * @param changed the result of the rule in the form, if it is another
   */
  @CheckedTemplate(basePath = "retirement", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record RehearsalPage(
      RuleForm form, boolean enabled, Rehearsal.Result present, Optional<Rehearsal.Result> changed)
      implements TemplateInstance {}

  @GET
  @Operation(hidden = true)
  public TemplateInstance rehearse(
      @RestQuery String threshold,
      @RestQuery String after,
      @RestQuery String afterQueued,
      @RestQuery String grace,
      @RestQuery String between) {
    IdleRule present = IdleRule.of(config);
    RuleForm form = RuleForm.of(present, threshold, after, afterQueued, grace, between);
    Optional<IdleRule> changed = form.rule(present).filter(rule -> !rule.equals(present));
    List<Rehearsal.Result> results =
        rehearsal.of(changed.map(rule -> List.of(present, rule)).orElse(List.of(present)));
    return new RehearsalPage(
        form, config.enabled(), results.getFirst(), changed.map(rule -> results.getLast()));
  }

  /** The rule as it stands in the form; {@code wrong} says what is not one, if anything. */
  record RuleForm(
      String threshold,
      String after,
      String afterQueued,
      String grace,
      String between,
      Optional<String> wrong) {

    static RuleForm of(
        IdleRule present,
        String threshold,
        String after,
        String afterQueued,
        String grace,
        String between) {
      var form =
          new RuleForm(
              given(threshold, IdleRule.plain(present.threshold())),
              given(after, minutes(present.after())),
              given(afterQueued, minutes(present.afterQueued())),
              given(grace, minutes(present.grace())),
              given(between, minutes(present.between())),
              Optional.empty());
      try {
        form.parsed(present);
        return form;
      } catch (NumberFormatException notANumber) {
        return form.wrong("Give each as a number: percent, and whole minutes.");
      } catch (IllegalArgumentException noRule) {
        return form.wrong(noRule.getMessage());
      }
    }

    Optional<IdleRule> rule(IdleRule present) {
      return wrong.isPresent() ? Optional.empty() : Optional.of(parsed(present));
    }

    private IdleRule parsed(IdleRule present) {
      return new IdleRule(
          Double.parseDouble(threshold),
          duration(after),
          duration(afterQueued),
          duration(grace),
          duration(between),
          present.busyCpus());
    }

    private RuleForm wrong(String why) {
      return new RuleForm(threshold, after, afterQueued, grace, between, Optional.of(why));
    }

    /** A week is longer than any idle time that makes sense, and no sum overflows. */
    private static Duration duration(String minutes) {
      int parsed = Integer.parseInt(minutes);
      if (parsed > 7 * 24 * 60) {
        throw new IllegalArgumentException("times must be a week at most");
      }
      return Duration.ofMinutes(parsed);
    }

    private static String given(String text, String otherwise) {
      return text == null || text.isBlank() ? otherwise : text.strip();
    }

    private static String minutes(Duration time) {
      return Long.toString(time.toMinutes());
    }

    /** What to write into the configuration. */
    public String settings() {
      return """
          carrel.gpus.idle.threshold=%s
          carrel.gpus.idle.after=%sm
          carrel.gpus.idle.after-queued=%sm
          carrel.gpus.idle.grace=%sm
          carrel.gpus.idle.between=%sm"""
          .formatted(threshold, after, afterQueued, grace, between);
    }
  }
}
