package dev.carrel.account;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.websockets.next.WebSocket;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every address that the portal answers, found in its classes and in its router. */
final class Routes {
  private static final Set<String> OF_THE_FRAMEWORK = Set.of("/", "/*");

  private Routes() {}

  /** {@code GET /api/v1/me}, {@code WS /…} for sockets, {@code ROUTE /…} for other handlers. */
  static Set<String> all(Router router) {
    var found = new TreeSet<String>();
    for (JavaClass type : portal()) {
      if (type.isAnnotatedWith(WebSocket.class)) {
        found.add("WS " + type.getAnnotationOfType(WebSocket.class).path());
      }
      for (JavaMethod method : type.getMethods()) {
        methods(method).forEach(verb -> found.add(verb + " " + path(type, method)));
      }
    }
    router.getRoutes().stream()
        .map(Route::getPath)
        .filter(Routes::isOurs)
        .map(path -> path.replaceAll(":([a-zA-Z]+)", "{$1}"))
        .filter(path -> !found.contains("WS " + path))
        .map(path -> "ROUTE " + path)
        .toList()
        .forEach(found::add);
    return found;
  }

  private static Iterable<JavaClass> portal() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("dev.carrel");
  }

  private static Stream<String> methods(JavaMethod method) {
    return method.getAnnotations().stream()
        .map(JavaAnnotation::getRawType)
        .filter(type -> type.isAnnotatedWith(HttpMethod.class))
        .map(type -> type.getAnnotationOfType(HttpMethod.class).value());
  }

  private static String path(JavaClass type, JavaMethod method) {
    String path =
        "/"
            + (type.isAnnotatedWith(Path.class) ? type.getAnnotationOfType(Path.class).value() : "")
            + "/"
            + (method.isAnnotatedWith(Path.class)
                ? method.getAnnotationOfType(Path.class).value()
                : "");
    // A parameter's pattern is the code's own business.
    String single = path.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}").replaceAll("/+", "/");
    return single.length() > 1 && single.endsWith("/")
        ? single.substring(0, single.length() - 1)
        : single;
  }

  private static boolean isOurs(String path) {
    return path != null && !path.startsWith("/q") && !OF_THE_FRAMEWORK.contains(path);
  }
}
