package dev.carrel.desk;

import dev.carrel.account.Account;
import dev.carrel.account.CurrentAccount;
import dev.carrel.build.BuildView;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.environment.EngineHealth;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.gpu.Outlook;
import dev.carrel.notice.Told;
import dev.carrel.web.Htmx;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The desk, at /. */
@Path("/")
@RolesAllowed({"member", "admin"})
@Produces(MediaType.TEXT_HTML)
public class DeskPages {
  @Inject CurrentAccount current;
  @Inject Desks desks;
  @Inject EngineHealth engine;
  @Inject Htmx htmx;
  @Inject Clock clock;

  /** Everything that the template shows and that depends on the time. */
  record Lines(
      String greeting,
      String summary,
      List<EnvironmentView> ending,
      List<EnvironmentView> failed,
      List<BuildView> failedBuilds,
      List<EnvironmentView> environments,
      int hidden,
      List<BuildView> builds,
      List<String> recipes,
      boolean firstVisit,
      List<EnvironmentView> turns,
      List<EnvironmentView> toPickUp,
      List<EnvironmentView> passed,
      List<Told> idle,
      Map<Long, Outlook> outlooks) {

    static Lines of(Desk desk, String name, Instant now) {
      return new Lines(
          Greeting.at(now.atZone(ZoneId.systemDefault()).toLocalTime(), name),
          Summary.of(desk),
          desk.ending(now),
          desk.failed(now),
          desk.failedBuilds(now),
          desk.shown(),
          desk.hidden(),
          desk.latestBuilds(),
          desk.recipes(),
          desk.firstVisit(),
          desk.turns(),
          desk.toPickUp(now),
          desk.passed(),
          desk.idle(),
          desk.outlooksByEnvironment());
    }

    public Optional<Outlook> outlook(EnvironmentView environment) {
      return Optional.ofNullable(outlooks.get(environment.id()));
    }

    public boolean needsMe() {
      return !ending.isEmpty()
          || !failed.isEmpty()
          || !failedBuilds.isEmpty()
          || !turns.isEmpty()
          || !toPickUp.isEmpty()
          || !passed.isEmpty()
          || !idle.isEmpty();
    }
  }

  @CheckedTemplate(basePath = "desk", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record DeskPage(Lines desk, Optional<EngineUnavailable> trouble) implements TemplateInstance {}

  @CheckedTemplate(basePath = "desk", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record DeskPage$lines(Lines desk, Optional<EngineUnavailable> trouble)
      implements TemplateInstance {}

  @GET
  public TemplateInstance desk() {
    Account account = current.get();
    String firstName = account.displayName().split(" ", 2)[0];
    Lines lines = Lines.of(desks.of(account), firstName, clock.instant());
    return htmx.isFragment()
        ? new DeskPage$lines(lines, engine.trouble())
        : new DeskPage(lines, engine.trouble());
  }
}
