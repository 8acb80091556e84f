package dev.carrel.environment.doctor;

import dev.carrel.account.CurrentAccount;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Under the launch form's choice: whether that would run on this machine's driver. */
@Singleton
@Path("/environments/new/gpu")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class LaunchDoctorPages {
  private static final String IMAGE = "image:";
  private static final String RECIPE = "recipe:";

  @Inject CurrentAccount account;
  @Inject GpuDoctor doctor;

  @CheckedTemplate(basePath = "environment", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record DoctorPage$findings(List<Finding> findings) implements TemplateInstance {}

  /** {@code from} is the form's own field; what is wrong with it the form itself says. */
  @GET
  @Operation(hidden = true)
  public TemplateInstance match(@RestQuery String from) {
    List<Finding> findings =
        doctor.beforeLaunch(account.get(), named(IMAGE, from), named(RECIPE, from)).stream()
            .filter(Finding::hasRemedy)
            .toList();
    return new DoctorPage$findings(findings);
  }

  private static Optional<String> named(String kind, String from) {
    return Optional.ofNullable(from)
        .filter(text -> text.startsWith(kind))
        .map(text -> text.substring(kind.length()));
  }
}
