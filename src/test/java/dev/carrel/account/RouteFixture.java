package dev.carrel.account;

import java.util.Map;

/**
 * Makes something of alice's that rows of {@code routes.txt} can name. A feature gives a bean of
 * it, in its own test package; what it returns are the values for {@code $name} in the table.
 */
public interface RouteFixture {

  /**
   * @param alice the owner
   * @return for example {@code recipe=alices-recipe}, {@code build=17}
   */
  Map<String, String> prepare(Account alice);
}
