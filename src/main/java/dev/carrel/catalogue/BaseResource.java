package dev.carrel.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.carrel.account.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;

/** The bases, for programs. */
@Singleton
@Path("/api/v1/bases")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.MEMBER_NAME, Role.ADMIN_NAME})
public class BaseResource {
  @Inject Catalogue catalogue;

  /**
   * @param version of the framework
   * @param digest what new recipes pin; null before the first use
   * @param available true if a build from it can be asked for now
   * @param state one of {@code here pullable pulling gone unreachable unknown}
   * @param why what stands in the way; null if nothing does
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record BaseView(
      String slug,
      String title,
      String framework,
      String version,
      String cuda,
      String cudnn,
      String python,
      String accelerator,
      String cpu,
      String reference,
      String digest,
      boolean available,
      String state,
      String why) {

    static BaseView of(Base base) {
      Versions versions = base.versions();
      BaseSaying saying = BaseSaying.of(base);
      return new BaseView(
          base.slug(),
          base.title(),
          word(base.framework()),
          versions.framework(),
          versions.cuda().orElse(null),
          versions.cudnn().orElse(null),
          versions.python().orElse(null),
          word(base.accelerator()),
          base.counterpart().orElse(null),
          base.reference(),
          base.digest().orElse(null),
          base.available(),
          saying.name(),
          saying.why().isEmpty() ? null : saying.why());
    }

    private static String word(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }

  @GET
  public List<BaseView> list() {
    return catalogue.bases().stream().map(BaseView::of).toList();
  }
}
