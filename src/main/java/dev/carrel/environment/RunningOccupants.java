package dev.carrel.environment;

import dev.carrel.gpu.history.Occupants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Tells the history what runs. Asked often, so nothing but the two columns is read. */
@ApplicationScoped
class RunningOccupants implements Occupants {
  private final Environments environments;

  @Inject
  RunningOccupants(Environments environments) {
    this.environments = environments;
  }

  @Override
  @Transactional
  public List<Occupant> running() {
    return environments
        .getEntityManager()
        .createQuery(
            "select id, container from EnvironmentRow where status = ?1 and container is not null",
            Object[].class)
        .setParameter(1, Status.RUNNING)
        .getResultList()
        .stream()
        .map(row -> new Occupant((Long) row[0], (String) row[1]))
        .toList();
  }
}
