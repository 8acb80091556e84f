package dev.carrel.gpu.reservation;

import dev.carrel.account.CurrentAccount;
import dev.carrel.account.Role;
import dev.carrel.gpu.reservation.ReservationJson.DraftJson;
import dev.carrel.gpu.reservation.ReservationJson.PreviewJson;
import dev.carrel.web.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Reservations in the API, for operators. */
@Singleton
@Path("/api/v1/reservations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Reservations")
public class ReservationResource {
  @Inject CurrentAccount account;
  @Inject Reservations reservations;

  @Schema(name = "Reservations")
  record ReservationsJson(List<ReservationJson> items, String next) {}

  @GET
  @Operation(summary = "Those that are not over, the next first")
  public ReservationsJson list() {
    return new ReservationsJson(
        reservations.upcoming().stream().map(ReservationJson::of).toList(), null);
  }

  @POST
  @Path("check")
  @Operation(summary = "What a reservation would take, and whose leases run into it")
  public PreviewJson check(DraftJson body) {
    return PreviewJson.of(reservations.preview(given(body).draft()));
  }

  @POST
  @Operation(summary = "Reserve; with `seen` of the check where leases run into it")
  public Response make(DraftJson body) {
    Draft draft = given(body).draft();
    Preview preview = reservations.preview(draft);
    if (body.seen() == null && !preview.clashes().isEmpty()) {
      throw Problem.conflict(preview.warning() + ".")
          .advice("POST the same to /api/v1/reservations/check, look, and send its `seen`.");
    }
    Reservation made =
        reservations.make(account.get(), draft, body.seen() == null ? preview.seen() : body.seen());
    return Response.created(URI.create("/api/v1/reservations"))
        .entity(ReservationJson.of(made))
        .build();
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Cancel; its GPUs are everybody's again")
  public void cancel(@RestPath long id) {
    reservations.cancel(id);
  }

  private static DraftJson given(DraftJson body) {
    if (body == null) {
      throw Problem.of(400, "The request has no body; this call needs a JSON object.");
    }
    return body;
  }
}
