package dev.carrel.environment;

import dev.carrel.environment.inside.HomeContents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What an account put into an environment's home: it goes when the environment is retired. */
@ApplicationScoped
public class EnvironmentContents {
  private final ContainerPlan plans;

  @Inject
  EnvironmentContents(ContainerPlan plans) {
    this.plans = plans;
  }

  /** Python packages installed since launch, like {@code numpy==2.4.6}. */
  public List<String> packages(long environment) {
    return HomeContents.packages(plans.home(environment));
  }

  /** Names of the other things in the home, without what shells and caches leave. */
  public List<String> homeEntries(long environment) {
    return HomeContents.entries(plans.home(environment));
  }
}
