package dev.carrel.access;

import dev.carrel.engine.EngineException;
import dev.carrel.engine.TerminalSize;
import dev.carrel.environment.EnvironmentView;
import io.quarkus.security.Authenticated;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A browser's terminal: bytes as binary messages both ways, {@link Control} as text. Whose
 * environment it is was settled before the upgrade ({@link TerminalUpgrade}).
 */
@WebSocket(path = TerminalSocket.PATH)
@Authenticated
public class TerminalSocket {
  static final String PATH = "/environments/{name}/terminals/{terminal}";
  private static final Logger LOG = Logger.getLogger(TerminalSocket.class);

  @Inject WebSocketConnection connection;
  @Inject Terminals terminals;
  @Inject Clock clock;

  @OnOpen
  @RunOnVirtualThread
  public void open() {
    var viewer = new Viewer(connection);
    try {
      terminals.attach(environment(), id(), size(), viewer);
    } catch (TerminalRefused refused) {
      refuse(viewer, refused);
    } catch (EngineException e) {
      LOG.infof("No terminal in %s: %s", connection.pathParam("name"), e.getMessage());
      refuse(viewer, TerminalRefused.engineAway(e.getMessage()));
    }
  }

  @OnBinaryMessage
  @RunOnVirtualThread
  public void input(Buffer bytes) {
    session().ifPresent(session -> session.write(bytes.getBytes()));
  }

  @OnTextMessage
  @RunOnVirtualThread
  public void control(String text) {
    session().ifPresent(session -> Control.parse(text).ifPresent(said -> handle(session, said)));
  }

  @OnClose
  @RunOnVirtualThread
  public void close() {
    session().ifPresent(session -> session.detach(connection.id(), clock.instant()));
  }

  private void handle(TerminalSession session, Control said) {
    switch (said) {
      case Control.Resize(int rows, int columns) -> session.resize(new TerminalSize(rows, columns));
      case Control.Drawn(long bytes) ->
          session.viewer(connection.id()).ifPresent(viewer -> viewer.acknowledge(bytes));
      case Control.Close() -> session.close();
      case Control.Ended ended -> LOG.tracef("not for browsers to say: %s", ended);
      case Control.Refused refused -> LOG.tracef("not for browsers to say: %s", refused);
    }
  }

  private Optional<TerminalSession> session() {
    return Optional.ofNullable(
        terminals.get(new Terminals.Key(environment().account(), environment().id(), id())));
  }

  private EnvironmentView environment() {
    return connection.userData().get(TerminalUpgrade.ENVIRONMENT);
  }

  private TerminalId id() {
    return new TerminalId(connection.pathParam("terminal"));
  }

  private static void refuse(Viewer viewer, TerminalRefused refused) {
    viewer.tell(new Control.Refused(refused.getMessage()));
    viewer.close(refused.end());
  }

  private TerminalSize size() {
    return new TerminalSize(parameter("rows", 24), parameter("columns", 80));
  }

  private int parameter(String name, int otherwise) {
    String query = connection.handshakeRequest().query();
    if (query != null) {
      for (String part : query.split("&")) {
        if (part.matches(name + "=\\d{1,4}")) {
          return Integer.parseInt(part.substring(name.length() + 1));
        }
      }
    }
    return otherwise;
  }
}
