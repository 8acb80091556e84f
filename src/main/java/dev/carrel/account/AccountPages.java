package dev.carrel.account;

import dev.carrel.web.Problem;
import dev.carrel.web.Violation;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/** The page on oneself: who I am here, what I may use, and my tokens. */
@Singleton
@Path("/account")
@Produces(MediaType.TEXT_HTML)
public class AccountPages {
  @Inject CurrentAccount current;
  @Inject LimitPolicies policies;
  @Inject Instance<Usage> usage;
  @Inject Instance<GpuUsage> gpuUsage;
  @Inject Tokens tokens;
  @Inject AccountConfig config;

  /**
   * @param created the token just made, shown this once
   */
  @CheckedTemplate(basePath = "account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record AccountPage(
      Account account,
      List<Allowance> allowances,
      String hours,
      GpuPart gpus,
      String disk,
      List<Token> tokens,
      Optional<NewToken> created,
      TokenForm form)
      implements TemplateInstance {}

  /**
   * @param hours the longest lease
   * @param month device-hours held since the month began
   * @param busy of those, the hours in which the devices worked
   */
  record GpuPart(List<Allowance> allowances, String hours, String month, Optional<String> busy) {
    static GpuPart of(GpuLimits limits, GpuUsage.Used used) {
      return new GpuPart(
          Allowance.ofGpus(limits, used),
          Allowance.plain(limits.hours()),
          Allowance.plain(used.hoursThisMonth()),
          used.busyThisMonth().map(Allowance::plain));
    }
  }

  record NewToken(String name, String secret) {}

  /** What stands in the form, and what is wrong with it, by field. */
  record TokenForm(String name, String days, long longest, Map<String, String> wrong) {
    public String wrongName() {
      return wrong.get("name");
    }

    public String wrongDays() {
      return wrong.get("days");
    }
  }

  @GET
  public TemplateInstance account() {
    return page(Optional.empty(), emptyForm());
  }

  @POST
  @Path("tokens")
  public Response create(@RestForm String name, @RestForm String days) {
    try {
      Tokens.Created made = tokens.create(current.get(), name, life(days));
      // No redirect: the secret is in this answer and nowhere else, and answers are not cached.
      return Response.ok(
              page(
                  Optional.of(new NewToken(made.token().name(), made.secret().text())),
                  emptyForm()))
          .build();
    } catch (Problem problem) {
      if (problem.violations().isEmpty()) {
        throw problem;
      }
      Map<String, String> wrong =
          problem.violations().stream()
              .collect(Collectors.toMap(Violation::field, Violation::message));
      return Response.status(problem.status())
          .entity(page(Optional.empty(), new TokenForm(name, days, longest(), wrong)))
          .build();
    }
  }

  @POST
  @Path("tokens/{id}/revoke")
  public Response revoke(@PathParam("id") long id) {
    tokens.revoke(current.get(), id);
    return Response.seeOther(URI.create("/account#tokens")).build();
  }

  private AccountPage page(Optional<NewToken> created, TokenForm form) {
    Account account = current.get();
    Limits limits = policies.of(account);
    Usage.Used used = usage.isResolvable() ? usage.get().of(account) : Usage.Used.NOTHING;
    GpuUsage.Used gpus =
        gpuUsage.isResolvable() ? gpuUsage.get().of(account) : GpuUsage.Used.NOTHING;
    return new AccountPage(
        account,
        Allowance.all(limits, used),
        limits.hours().stripTrailingZeros().toPlainString(),
        GpuPart.of(limits.gpus(), gpus),
        limits.disk(),
        tokens.list(account),
        created,
        form);
  }

  private TokenForm emptyForm() {
    return new TokenForm("", Long.toString(config.tokens().life().toDays()), longest(), Map.of());
  }

  private long longest() {
    return config.tokens().maxLife().toDays();
  }

  private static Duration life(String days) {
    try {
      return Duration.ofDays(Long.parseLong(days.strip()));
    } catch (NumberFormatException | NullPointerException | ArithmeticException e) {
      throw Problem.invalid("days", "Say for how many days, as a whole number.");
    }
  }
}
