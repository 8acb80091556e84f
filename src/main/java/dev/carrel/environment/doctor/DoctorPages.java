package dev.carrel.environment.doctor;

import dev.carrel.account.CurrentAccount;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.gpu.Device;
import dev.carrel.web.Htmx;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** The GPU doctor: a part of the environment's page, and a page where that is wanted. */
@Singleton
@Path("/environments/{name}/gpu")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class DoctorPages {
  @Inject CurrentAccount account;
  @Inject EnvironmentBook book;
  @Inject GpuDoctor doctor;
  @Inject Htmx htmx;

  @CheckedTemplate(basePath = "environment", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record DoctorPage(EnvironmentView one, boolean asked, List<Finding> findings, boolean verified)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "environment", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record DoctorPage$part(
      EnvironmentView one, boolean asked, List<Finding> findings, boolean verified)
      implements TemplateInstance {}

  @GET
  @Operation(hidden = true)
  public TemplateInstance examine(@RestPath String name) {
    EnvironmentView one = book.get(account.get(), name);
    List<Device> devices = doctor.devices(one);
    List<Finding> findings =
        devices.isEmpty() ? List.of() : doctor.examine(account.get(), one, devices);
    return page(one, !devices.isEmpty(), findings, false);
  }

  @POST
  @Operation(hidden = true)
  public TemplateInstance verify(@RestPath String name) {
    EnvironmentView one = book.get(account.get(), name);
    return page(one, true, doctor.verify(one, doctor.devices(one)), true);
  }

  private TemplateInstance page(
      EnvironmentView one, boolean asked, List<Finding> findings, boolean verified) {
    return htmx.isFragment()
        ? new DoctorPage$part(one, asked, findings, verified)
        : new DoctorPage(one, asked, findings, verified);
  }
}
