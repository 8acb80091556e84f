package dev.carrel.environment;

import dev.carrel.engine.Containers;
import dev.carrel.engine.Engine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** An engine whose caller dies at the n-th call to its containers, just before or just after it. */
final class CrashingEngine {

  /** No code catches it, as none runs after a {@code kill -9}. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Engine engine;
  private final int at;
  private final boolean after;
  private int calls;

  CrashingEngine(Engine engine, int at, boolean after) {
    this.engine = engine;
    this.at = at;
    this.after = after;
  }

  Engine engine() {
    return (Engine)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Engine.class},
            (proxy, method, arguments) ->
                method.getName().equals("containers")
                    ? containers()
                    : method.invoke(engine, arguments));
  }

  private Containers containers() {
    return (Containers)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Containers.class},
            (proxy, method, arguments) -> {
              calls++;
              if (calls == at && !after) {
                throw new Killed();
              }
              try {
                Object answer = method.invoke(engine.containers(), arguments);
                if (calls == at) {
                  throw new Killed();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
