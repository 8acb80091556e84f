package dev.carrel.admin;

import dev.carrel.account.CurrentAccount;
import dev.carrel.account.Role;
import dev.carrel.catalogue.Base;
import dev.carrel.catalogue.Catalogue;
import dev.carrel.gpu.Device;
import dev.carrel.gpu.Inventory;
import dev.carrel.gpu.reservation.Draft;
import dev.carrel.gpu.reservation.Preview;
import dev.carrel.gpu.reservation.Reservation;
import dev.carrel.gpu.reservation.Reservations;
import dev.carrel.web.Htmx;
import dev.carrel.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Reservations: what there are, and a form that shows what a new one would come to first. */
@Singleton
@Path("/admin/reservations")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMIN_NAME)
public class ReservationPages {
  @Inject CurrentAccount account;
  @Inject Reservations reservations;
  @Inject Inventory inventory;
  @Inject Catalogue catalogue;
  @Inject Htmx htmx;
  @Inject Clock clock;

  @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ReservationsPage(List<Line> lines) implements TemplateInstance {}

  @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ReservationsPage$list(List<Line> lines) implements TemplateInstance {}

  @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ReservePage(ReserveForm form, Optional<Preview> preview, List<Base> bases, String zone)
      implements TemplateInstance {}

  /** A reservation and how it stands. */
  record Line(Reservation one, List<Device> devices, boolean on) {

    public String dialog() {
      return "cancel-" + one.id();
    }

    public String question() {
      return "Cancel %s?".formatted(one.title());
    }

    public String cancel() {
      return "/admin/reservations/%d/cancel".formatted(one.id());
    }
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance list() {
    Map<Long, Device> devices =
        inventory.devices().stream().collect(Collectors.toMap(Device::id, Function.identity()));
    Instant now = clock.instant();
    List<Line> lines =
        reservations.upcoming().stream()
            .map(
                one ->
                    new Line(
                        one,
                        one.devices().stream()
                            .filter(devices::containsKey)
                            .map(devices::get)
                            .toList(),
                        one.isOn(now)))
            .toList();
    return htmx.isFragment() ? new ReservationsPage$list(lines) : new ReservationsPage(lines);
  }

  @GET
  @Path("new")
  @Operation(hidden = true)
  public TemplateInstance form() {
    return page(ReserveForm.proposal(clock.instant()), Optional.empty());
  }

  /** Shows what it would come to; makes it once that was seen. */
  @POST
  @Path("new")
  @Operation(hidden = true)
  public Response reserve(
      @RestForm String title,
      @RestForm String from,
      @RestForm String to,
      @RestForm String count,
      @RestForm String memory,
      @RestForm String model,
      @RestForm String group,
      @RestForm String roster,
      @RestForm String base,
      @RestForm String stagger,
      @RestForm String retire,
      @RestForm String seen) {
    var form =
        new ReserveForm(
            title,
            from,
            to,
            count,
            memory,
            model,
            group,
            roster,
            base,
            stagger,
            retire != null,
            Map.of(),
            "");
    try {
      Draft draft = form.draft();
      if (seen != null && !seen.isEmpty()) {
        reservations.make(account.get(), draft, seen);
        return Response.seeOther(URI.create("/admin/reservations")).build();
      }
      return shown(form, draft);
    } catch (Problem problem) {
      ReserveForm refused = form.refused(problem);
      return problem.status() == 409
          ? shown(refused, form.draft())
          : Response.status(problem.status()).entity(page(refused, Optional.empty())).build();
    }
  }

  @POST
  @Path("{id}/cancel")
  @Operation(hidden = true)
  public Response cancel(@RestPath long id) {
    reservations.cancel(id);
    return Response.seeOther(URI.create("/admin/reservations")).build();
  }

  private Response shown(ReserveForm form, Draft draft) {
    Preview preview = reservations.preview(draft);
    boolean refused = preview.refusal().isPresent();
    ReserveForm told = refused && !form.isRefused() ? form.refused(preview.refusal().get()) : form;
    return Response.status(told.isRefused() ? 409 : 200)
        .entity(page(told, Optional.of(preview)))
        .build();
  }

  private ReservePage page(ReserveForm form, Optional<Preview> preview) {
    return new ReservePage(
        form, preview, catalogue.bases(), "Time zone: " + ZoneId.systemDefault().getId());
  }
}
