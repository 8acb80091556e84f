package dev.carrel.database;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Native SQL whose rows have a type: JPA's own method is told which, and forgets it. */
public final class Sql {

  private Sql() {}

  public static <R> NativeQuery<R> query(EntityManager entities, String sql, Class<R> row) {
    return entities.unwrap(Session.class).createNativeQuery(sql, row);
  }
}
