package dev.carrel.build;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The rows of builds' steps. */
@ApplicationScoped
class StepRows implements PanacheRepositoryBase<StepRow, StepRow.Key> {

  List<StepRow> of(long build) {
    return list("build = ?1 order by number", build);
  }

  StepRow put(long build, int number, String name) {
    StepRow row = findById(new StepRow.Key(build, number));
    if (row == null) {
      row = new StepRow(build, number, name);
      persist(row);
    }
    row.name = name;
    return row;
  }
}
