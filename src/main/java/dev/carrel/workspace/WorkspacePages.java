package dev.carrel.workspace;

import dev.carrel.account.Account;
import dev.carrel.account.CurrentAccount;
import dev.carrel.web.Htmx;
import dev.carrel.web.Words;
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
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page of workspaces. */
@Singleton
@Path("/workspaces")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class WorkspacePages {
  @Inject CurrentAccount current;
  @Inject Workspaces workspaces;
  @Inject Measurer measurer;
  @Inject Htmx htmx;

  @CheckedTemplate(basePath = "workspace", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ListPage(List<Entry> entries) implements TemplateInstance {}

  @CheckedTemplate(basePath = "workspace", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ListPage$list(List<Entry> entries) implements TemplateInstance {}

  /** A workspace and what uses it. */
  record Entry(Workspace workspace, List<WorkspaceUses.Use> uses) {

    public String size() {
      return workspace.bytes().isPresent() ? Words.bytes(workspace.bytes().getAsLong()) : "";
    }

    public boolean counted() {
      return workspace.bytes().isPresent();
    }
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance list() {
    Account account = current.get();
    measurer.wanted(account);
    WorkspaceUses uses = workspaces.uses(account);
    List<Entry> entries =
        workspaces.list(account).stream().map(w -> new Entry(w, uses.of(w.id()))).toList();
    return htmx.isFragment() ? new ListPage$list(entries) : new ListPage(entries);
  }
}
