package dev.carrel.database;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Counts the SQL statements of one thread, so that a test can hold their number. */
@PersistenceUnitExtension
@ApplicationScoped
public class Statements implements StatementInspector {
  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<int[]> COUNT = ThreadLocal.withInitial(() -> new int[1]);

  @Override
  public String inspect(String sql) {
    COUNT.get()[0]++;
    return sql;
  }

  /** How many statements the work takes. */
  public static int of(Callable<?> work) throws Exception {
    int before = COUNT.get()[0];
    work.call();
    return COUNT.get()[0] - before;
  }
}
