package dev.carrel.build;

import dev.carrel.account.CurrentAccount;
import dev.carrel.build.log.LogFeeds;
import dev.carrel.build.log.LogFormat;
import dev.carrel.build.log.LogHtml;
import dev.carrel.build.log.LogStore;
import dev.carrel.build.log.LogText;
import dev.carrel.build.log.LogWindow;
import dev.carrel.web.Htmx;
import dev.carrel.web.Names;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The pages of builds. */
@Path("/builds")
@RolesAllowed({"member", "admin"})
@Produces(MediaType.TEXT_HTML)
public class BuildPages {
  @Inject CurrentAccount current;
  @Inject Builds builds;
  @Inject BuildDesk desk;
  @Inject LogStore log;
  @Inject LogFeeds feeds;
  @Inject Htmx htmx;

  @CheckedTemplate(basePath = "build", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record BuildList(Page<BuildView> builds, String recipe, String self, String cursor)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "build", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record BuildList$lines(Page<BuildView> builds, String recipe, String self)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "build", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record BuildPage(BuildProgress progress, LogWindow window, RawString lines, Long limit)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "build", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record BuildPage$state(BuildProgress progress) implements TemplateInstance {}

  /** All builds, or one recipe's; as {@code fragment=list} for the recipe's own page. */
  @GET
  public TemplateInstance list(
      @RestQuery String recipe, @RestQuery String cursor, @RestQuery String fragment) {
    long account = current.get().id();
    PageRequest request = PageRequest.of("list".equals(fragment) ? 5 : null, cursor);
    boolean one = recipe != null && Names.fits(recipe);
    Page<BuildView> page =
        one ? builds.list(account, recipe, request) : builds.list(account, request);
    String self = one ? "/builds?recipe=" + recipe : "/builds";
    if ("list".equals(fragment)) {
      return new BuildList$lines(page, recipe, self + (one ? "&" : "?") + "fragment=list");
    }
    return htmx.isFragment()
        ? new BuildList$lines(page, recipe, self)
        : new BuildList(page, recipe, self, cursor);
  }

  @POST
  public Response request(@RestForm String recipe) {
    BuildView build = builds.request(current.get(), recipe == null ? "" : recipe);
    return Response.seeOther(URI.create("/builds/" + build.id())).build();
  }

  /**
   * @param line what the log's shown part is to be around; the newest lines without it
   */
  @GET
  @Path("/{id}")
  public TemplateInstance build(@RestPath long id, @RestQuery Long line) {
    BuildProgress progress = find(id);
    LogWindow window =
        LogWindow.of(log, id, line == null ? OptionalLong.empty() : OptionalLong.of(line));
    return new BuildPage(
        progress, window, new RawString(LogHtml.of(window.lines())), (long) LogWindow.LINES);
  }

  @GET
  @Path("/{id}/log/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RunOnVirtualThread
  public Response follow(
      @RestPath long id, @RestQuery String after, @HeaderParam("Last-Event-ID") String last) {
    find(id);
    long account = current.get().id();
    var request =
        new LogFeeds.Request(
            id,
            account,
            LogFeeds.after(last == null ? after : last),
            LogFormat.HTML,
            () -> new BuildPage$state(desk.progress(account, id).orElseThrow()).render());
    return LogFeeds.response(out -> feeds.follow(request, out));
  }

  @GET
  @Path("/{id}/log.txt")
  @Produces(MediaType.TEXT_PLAIN)
  @RunOnVirtualThread
  public Response download(@RestPath long id) {
    BuildView build = find(id).build();
    StreamingOutput text = out -> LogText.write(log, id, out);
    return Response.ok(text, "text/plain;charset=UTF-8")
        .header(
            "Content-Disposition",
            "attachment; filename=\"%s-%d-build-%d.log\""
                .formatted(build.recipe(), build.revision(), id))
        .build();
  }

  @POST
  @Path("/{id}/cancel")
  public Response cancel(@RestPath long id) {
    builds.cancel(current.get(), id);
    return Response.seeOther(URI.create("/builds/" + id)).build();
  }

  private BuildProgress find(long id) {
    return desk.progress(current.get().id(), id).orElseThrow(() -> Builds.notFound(id));
  }
}
