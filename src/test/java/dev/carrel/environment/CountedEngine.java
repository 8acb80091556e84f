package dev.carrel.environment;

import dev.carrel.engine.Engine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine that writes down what it is asked, like {@code Containers.create}. */
final class CountedEngine {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Engine engine;

  CountedEngine(Engine engine) {
    this.engine = engine;
  }

  Engine engine() {
    return counted(Engine.class, engine);
  }

  List<String> calls() {
    return List.copyOf(calls);
  }

  private <T> T counted(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> call(port, real, method, arguments)));
  }

  private <T> Object call(Class<T> port, T real, Method method, Object[] arguments)
      throws Throwable {
    Object answer;
    if (isPart(port, method)) {
      return part(method.getReturnType(), method.invoke(real, arguments));
    }
    calls.add(port.getSimpleName() + "." + method.getName());
    try {
      answer = method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    return answer;
  }

  /** Like {@code engine.containers()}, which asks nothing. */
  private static boolean isPart(Class<?> port, Method method) {
    return port == Engine.class
        && method.getReturnType().isInterface()
        && method.getParameterCount() == 0;
  }

  private <P> P part(Class<P> port, Object real) {
    return counted(port, port.cast(real));
  }
}
