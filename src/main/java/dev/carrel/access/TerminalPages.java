package dev.carrel.access;

import dev.carrel.account.Account;
import dev.carrel.account.CurrentAccount;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.web.Policy;
import dev.carrel.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** The page with an environment's terminals. */
@Path("/environments/{name}/terminal")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class TerminalPages {
  @Inject CurrentAccount current;
  @Inject EnvironmentBook environments;
  @Inject Terminals terminals;
  @Inject Policy policy;

  /** {@code user} and {@code open} are what the page says without a script too. */
  @CheckedTemplate(basePath = "access", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record TerminalPage(EnvironmentView environment, String user, List<TerminalId> open)
      implements TemplateInstance {}

  @GET
  public TemplateInstance terminal(@RestPath String name) {
    Account account = current.get();
    EnvironmentView environment =
        environments
            .find(account, name)
            .orElseThrow(() -> Problem.notFound("You have no environment named " + name + "."));
    policy.allowInlineStyles();
    return new TerminalPage(environment, account.username(), terminals.of(environment));
  }
}
