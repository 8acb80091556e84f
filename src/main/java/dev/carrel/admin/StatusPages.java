package dev.carrel.admin;

import dev.carrel.account.Role;
import dev.carrel.catalogue.Base;
import dev.carrel.catalogue.Catalogue;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineInfo;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.InstanceId;
import dev.carrel.environment.network.EnvironmentNetwork;
import dev.carrel.environment.network.ShieldState;
import dev.carrel.web.Htmx;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What an operator looks at first when something is wrong. */
@Singleton
@Path("/admin")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMIN_NAME)
public class StatusPages {
  @Inject Engine engine;
  @Inject InstanceId instance;
  @Inject EnvironmentNetwork network;
  @Inject Catalogue catalogue;
  @Inject Numbers numbers;
  @Inject Htmx htmx;

  @ConfigProperty(name = "carrel.home", defaultValue = "var")
  java.nio.file.Path home;

  @ConfigProperty(name = "carrel.workspaces.root")
  java.nio.file.Path workspaces;

  @ConfigProperty(name = "quarkus.application.version")
  String version;

  @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record StatusPage(
      Report report,
      ShieldWords shield,
      Numbers.Counted counted,
      List<Disk> disks,
      List<BaseLine> bases)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record StatusPage$now(
      Report report,
      ShieldWords shield,
      Numbers.Counted counted,
      List<Disk> disks,
      List<BaseLine> bases)
      implements TemplateInstance {}

  /** The engine as it answers, or why it does not. */
  record Report(
      Optional<EngineInfo> engine,
      Optional<EngineUnavailable> trouble,
      String instance,
      String version,
      String java) {}

  /** A base and how it stands. */
  record BaseLine(String title, String reference, String state, String words) {}

  @GET
  @Operation(hidden = true)
  public TemplateInstance status() {
    Report report = report();
    ShieldWords shield = ShieldWords.of(shield());
    List<Disk> disks =
        Stream.of(Disk.of("Carrel's data", home), Disk.of("Workspaces", workspaces))
            .flatMap(Optional::stream)
            .toList();
    List<BaseLine> bases = catalogue.bases().stream().map(StatusPages::line).toList();
    return htmx.isFragment()
        ? new StatusPage$now(report, shield, numbers.count(), disks, bases)
        : new StatusPage(report, shield, numbers.count(), disks, bases);
  }

  private Report report() {
    String java = Runtime.version().toString();
    try {
      return new Report(
          Optional.of(engine.info()), Optional.empty(), instance.value(), version, java);
    } catch (EngineUnavailable away) {
      return new Report(Optional.empty(), Optional.of(away), instance.value(), version, java);
    }
  }

  private ShieldState shield() {
    try {
      network.guard();
    } catch (EngineUnavailable away) {
      // The state that was last seen is shown.
    }
    return network.shield();
  }

  private static BaseLine line(Base base) {
    return new BaseLine(
        base.title(), base.reference(), Bases.word(base.state()), Bases.words(base.state()));
  }
}
