package dev.carrel.gpu;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Another portal's dispatcher, which may die before its transaction ends. */
@ApplicationScoped
public class MortalDispatcher {
  @Inject Handout handout;

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  public void look(boolean dies) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                handout.make();
                if (dies) {
                  throw new Killed();
                }
              });
    } catch (QuarkusTransactionException undone) {
      if (!(undone.getCause() instanceof Killed)) {
        throw undone;
      }
    }
  }
}
