package dev.carrel.gpu.board;

import dev.carrel.account.CurrentAccount;
import dev.carrel.web.Htmx;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The board as a page, and for a screen on a wall. */
@Singleton
@Path("/gpus")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class GpuPages {
  @Inject CurrentAccount current;
  @Inject Scenes scenes;
  @Inject BoardConfig config;
  @Inject Htmx htmx;

  @CheckedTemplate(basePath = "gpu", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record BoardPage(Board board) implements TemplateInstance {}

  @CheckedTemplate(basePath = "gpu", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record BoardPage$now(Board board) implements TemplateInstance {}

  @CheckedTemplate(basePath = "gpu", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record WallPage(Board board) implements TemplateInstance {}

  @CheckedTemplate(basePath = "gpu", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record WallPage$now(Board board) implements TemplateInstance {}

  /** With {@code ?kiosk} for a screen that everybody sees: nothing on it is anybody's own. */
  @GET
  @Operation(hidden = true)
  public TemplateInstance show(@Context UriInfo address) {
    if (address.getQueryParameters().containsKey("kiosk")) {
      Board board = board(Optional.empty());
      return htmx.isFragment() ? new WallPage$now(board) : new WallPage(board);
    }
    Board board = board(Optional.of(current.get().id()));
    return htmx.isFragment() ? new BoardPage$now(board) : new BoardPage(board);
  }

  private Board board(Optional<Long> account) {
    return Board.of(scenes.now(), new Eyes(account, config.showHolders()), config.waitingShown());
  }
}
