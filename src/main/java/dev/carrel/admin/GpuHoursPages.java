package dev.carrel.admin;

import dev.carrel.account.Role;
import dev.carrel.gpu.books.Books;
import dev.carrel.gpu.books.Month;
import dev.carrel.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Who held the GPUs for how long, by month. */
@Singleton
@Path("/admin/gpu-hours")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMIN_NAME)
public class GpuHoursPages {
  private static final DateTimeFormatter SPOKEN =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

  @Inject Books books;

  @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record GpuHoursPage(Month hours, String month, YearMonth before, Optional<YearMonth> after)
      implements TemplateInstance {}

  /**
   * @param month like {@code 2026-11}; the present one if it is not given
   */
  @GET
  @Operation(hidden = true)
  public TemplateInstance hours(@RestQuery String month) {
    YearMonth now = books.now();
    YearMonth asked = month == null || month.isBlank() ? now : parse(month);
    return new GpuHoursPage(
        books.month(asked),
        SPOKEN.format(asked),
        asked.minusMonths(1),
        asked.isBefore(now) ? Optional.of(asked.plusMonths(1)) : Optional.empty());
  }

  private static YearMonth parse(String month) {
    try {
      return YearMonth.parse(month);
    } catch (DateTimeParseException e) {
      throw Problem.invalid("month", "A month is written like 2026-11.");
    }
  }
}
