package dev.carrel.notice;

import dev.carrel.account.CurrentAccount;
import dev.carrel.web.Htmx;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What one was told. */
@Singleton
@Path("/notices")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class NoticePages {
  private static final int SHOWN = 30;

  @Inject CurrentAccount current;
  @Inject Notices notices;
  @Inject Mails mails;
  @Inject Htmx htmx;

  /**
   * @param email where they are mailed to as well, if they are
   */
  @CheckedTemplate(basePath = "notice", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record NoticesPage(Page<Told> told, boolean unread, Optional<String> email)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "notice", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record NoticesPage$list(Page<Told> told, boolean unread, Optional<String> email)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "notice", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record BellMark() implements TemplateInstance {}

  @GET
  @Operation(hidden = true)
  public TemplateInstance list(@RestQuery String cursor) {
    long account = current.get().id();
    Page<Told> told = notices.list(account, PageRequest.of(SHOWN, cursor));
    boolean unread = notices.unread(account) > 0;
    Optional<String> email = mails.to(account);
    return htmx.isFragment()
        ? new NoticesPage$list(told, unread, email)
        : new NoticesPage(told, unread, email);
  }

  @GET
  @Path("bell")
  @Operation(hidden = true)
  public TemplateInstance bell() {
    return new BellMark();
  }

  @POST
  @Path("read")
  @Operation(hidden = true)
  public Response readAll() {
    notices.readAll(current.get().id());
    return to("/notices");
  }

  @POST
  @Path("{id}/read")
  @Operation(hidden = true)
  public Response read(@RestPath long id) {
    notices.read(current.get().id(), id);
    return to("/notices");
  }

  /** Reads it and goes where it leads. */
  @POST
  @Path("{id}/open")
  @Operation(hidden = true)
  public Response open(@RestPath long id) {
    return to(notices.read(current.get().id(), id).link());
  }

  private static Response to(String page) {
    return Response.seeOther(URI.create(page)).build();
  }
}
