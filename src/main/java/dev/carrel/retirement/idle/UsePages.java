package dev.carrel.retirement.idle;

import dev.carrel.account.CurrentAccount;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.IdlePlan;
import dev.carrel.environment.IdlePlans;
import dev.carrel.environment.WhenIdle;
import dev.carrel.gpu.history.EnvironmentPoint;
import dev.carrel.gpu.history.History;
import dev.carrel.web.Htmx;
import dev.carrel.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What an environment does with what it has, and what follows where it does nothing. */
@Singleton
@Path("/environments/{name}/use")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class UsePages {
  private static final int LINES = 12;
  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final BigDecimal BEYOND = BigDecimal.valueOf(Duration.ofDays(36_500).toSeconds());

  @Inject CurrentAccount account;
  @Inject EnvironmentBook book;
  @Inject IdlePlans plans;
  @Inject IdleDesk desk;
  @Inject IdleRules rules;
  @Inject History history;
  @Inject Htmx htmx;
  @Inject Clock clock;

  @CheckedTemplate(basePath = "retirement", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record UsePage(Use use) implements TemplateInstance {}

  @CheckedTemplate(basePath = "retirement", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record UsePage$now(Use use) implements TemplateInstance {}

  @GET
  @Operation(hidden = true)
  public TemplateInstance use(@RestPath String name, @RestQuery String span) {
    EnvironmentView view = book.get(account.get(), name);
    Instant now = clock.instant();
    Span chosen = Span.of(span, Duration.between(view.created(), now));
    List<EnvironmentPoint> points = points(view, chosen, now);
    var use =
        new Use(
            view,
            plans.of(view.id()),
            terms(),
            rules.everybody(),
            desk.kept(view),
            desk.decisions(view.id()),
            chosen,
            points,
            Slices.of(points, LINES).stream().map(UseLine::new).toList());
    return htmx.isFragment() ? new UsePage$now(use) : new UsePage(use);
  }

  @GET
  @Path("series")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public SeriesJson series(@RestPath String name, @RestQuery String span) {
    EnvironmentView view = book.get(account.get(), name);
    Instant now = clock.instant();
    Span chosen = Span.of(span, Duration.between(view.created(), now));
    return SeriesJson.of(
        points(view, chosen, now),
        desk.decisions(view.id()),
        terms().rule().threshold(),
        view.cpus().doubleValue(),
        view.memory());
  }

  @POST
  @Path("keep")
  @Operation(hidden = true)
  public Response keep(@RestPath String name, @RestForm String reason, @RestForm String hours) {
    desk.keep(account.get(), name, reason, duration(hours));
    return back(name);
  }

  @POST
  @Path("plan")
  @Operation(hidden = true)
  public Response plan(@RestPath String name, @RestForm String whenIdle, @RestForm String longJob) {
    WhenIdle choice = "STOP".equals(whenIdle) ? WhenIdle.STOP : WhenIdle.DEMOTE;
    plans.set(account.get(), name, new IdlePlan(choice, longJob != null));
    return back(name);
  }

  /** Whose page it is, theirs is the environment. */
  private IdleTerms terms() {
    return rules.of(account.get().groups());
  }

  private List<EnvironmentPoint> points(EnvironmentView view, Span span, Instant now) {
    return history.environment(view.id(), span.from(now), now.plus(AHEAD));
  }

  /** To the second. What is beyond all measure stays so: the desk says what the most is. */
  private static Duration duration(String hours) {
    try {
      BigDecimal seconds = new BigDecimal(hours.strip()).multiply(BigDecimal.valueOf(3600));
      return Duration.ofSeconds(seconds.min(BEYOND).max(BEYOND.negate()).longValue());
    } catch (NumberFormatException | ArithmeticException | NullPointerException e) {
      throw Problem.invalid("hours", "Say for how many hours, as a number like 2 or 0.5");
    }
  }

  private static Response back(String name) {
    return Response.seeOther(URI.create("/environments/" + name + "/use")).build();
  }
}
