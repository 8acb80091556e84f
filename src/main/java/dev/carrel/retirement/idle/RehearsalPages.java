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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Lets an operator see what a changed idle rule, everybody's or one group's, would have done before
 * it is put into force, and why people keep what the rules would take back.
 */
@Singleton
@Path("/admin/idle")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMIN_NAME)
public class RehearsalPages {
  @Inject Rehearsal rehearsal;
  @Inject IdleRules rules;
  @Inject IdleDesk desk;

  /**
   * @param groups whose rule can be chosen
   */
  @CheckedTemplate(basePath = "retirement", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record RehearsalPage(
      RuleForm form, Set<String> groups, boolean inForce, Rehearsed result, List<Kept> kept)
      implements TemplateInstance {}

  @GET
  @Operation(hidden = true)
  public TemplateInstance rehearse(
      @RestQuery String group,
      @RestQuery String threshold,
      @RestQuery String after,
      @RestQuery String afterQueued,
      @RestQuery String grace,
      @RestQuery String between) {
    Whose whose = Whose.of(group);
    RuleForm form =
        RuleForm.of(whose, whose.terms(rules), threshold, after, afterQueued, grace, between);
    Rehearsed result =
        rehearsal.of(rules, form.said().map(said -> whose.say(rules, said)).orElse(rules));
    Set<String> groups = new TreeSet<>(result.groups());
    groups.addAll(rules.groups());
    return new RehearsalPage(form, groups, rules.inForce(), result, desk.keptLately());
  }
}
