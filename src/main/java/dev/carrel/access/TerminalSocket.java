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

  @Inject Terminals terminals;
  @Inject Clock clock;

  @OnOpen
  @RunOnVirtualThread
  public void open(WebSocketConnection connection) {
    var viewer = new Viewer(connection);
    try {
      terminals.attach(environment(connection), id(connection), size(connection), viewer);
    } catch (TerminalRefused refused) {
      refuse(viewer, refused);
    } catch (EngineException e) {
      LOG.infof("No terminal in %s: %s", connection.pathParam("name"), e.getMessage());
      refuse(viewer, TerminalRefused.engineAway(e.getMessage()));
    }
  }

  @OnBinaryMessage
  @RunOnVirtualThread
  public void input(Buffer bytes, WebSocketConnection connection) {
    session(connection).ifPresent(session -> session.write(bytes.getBytes()));
  }

  @OnTextMessage
  @RunOnVirtualThread
  public void control(String text, WebSocketConnection connection) {
    session(connection)
        .ifPresent(
            session ->
                Control.parse(text).ifPresent(said -> handle(session, connection.id(), said)));
  }

  @OnClose
  @RunOnVirtualThread
  public void close(WebSocketConnection connection) {
    session(connection).ifPresent(session -> session.detach(connection.id(), clock.instant()));
  }

  private static void handle(TerminalSession session, String viewer, Control said) {
    switch (said) {
      case Control.Resize(int rows, int columns) -> session.resize(new TerminalSize(rows, columns));
      case Control.Drawn(long bytes) ->
          session.viewer(viewer).ifPresent(one -> one.acknowledge(bytes));
      case Control.Close() -> session.close();
      case Control.Ended ended -> LOG.tracef("not for browsers to say: %s", ended);
      case Control.Refused refused -> LOG.tracef("not for browsers to say: %s", refused);
    }
  }

  private Optional<TerminalSession> session(WebSocketConnection connection) {
    return Optional.ofNullable(
        terminals.get(Terminals.Key.of(environment(connection), id(connection))));
  }

  private static EnvironmentView environment(WebSocketConnection connection) {
    return connection.userData().get(TerminalUpgrade.ENVIRONMENT);
  }

  private static TerminalId id(WebSocketConnection connection) {
    return new TerminalId(connection.pathParam("terminal"));
  }

  private static void refuse(Viewer viewer, TerminalRefused refused) {
    viewer.tell(new Control.Refused(refused.getMessage()));
    viewer.close(refused.end());
  }

  private static TerminalSize size(WebSocketConnection connection) {
    String query = connection.handshakeRequest().query();
    return new TerminalSize(parameter(query, "rows", 24), parameter(query, "columns", 80));
  }

  private static int parameter(String query, String name, int otherwise) {
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
