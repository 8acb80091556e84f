package dev.carrel.retirement;

import dev.carrel.account.CurrentAccount;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.Status;
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
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Shows what a retirement takes away and what stays, then asks. */
@Singleton
@Path("/environments/{name}/retire")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class RetirementPages {
  @Inject CurrentAccount account;
  @Inject EnvironmentBook book;
  @Inject LossPreview preview;

  @CheckedTemplate(basePath = "retirement", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record RetirePage(Loss loss) implements TemplateInstance {}

  @GET
  @Operation(hidden = true)
  public Response ask(@RestPath String name) {
    EnvironmentView view = book.get(account.get(), name);
    if (view.status() == Status.RETIRED || view.retiring()) {
      return to("/environments/" + name);
    }
    return Response.ok(new RetirePage(preview.of(view))).build();
  }

  @POST
  @Operation(hidden = true)
  public Response retire(@RestPath String name) {
    book.retire(account.get(), name);
    return to("/environments");
  }

  private static Response to(String page) {
    return Response.seeOther(URI.create(page)).build();
  }
}
