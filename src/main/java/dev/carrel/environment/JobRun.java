package dev.carrel.environment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The job of an environment, and how its last run ended. */
@Embeddable
class JobRun {
  @Column(name = "job_command")
  private String[] command;

  @Column(name = "job_variables")
  private String[] variables;

  @Column(name = "job_output")
  private String output;

  @Column(name = "exit_code")
  private Integer exitCode;

  JobRun() {}

  JobRun(Job job) {
    command = job.command().toArray(String[]::new);
    variables =
        job.sortedVariables().entrySet().stream()
            .map(v -> v.getKey() + "=" + v.getValue())
            .toArray(String[]::new);
    output = job.output().orElse(null);
  }

  Job job() {
    return new Job(
        Arrays.asList(command),
        Arrays.stream(variables)
            .map(v -> v.split("=", 2))
            .collect(Collectors.toMap(v -> v[0], v -> v[1])),
        Optional.ofNullable(output));
  }

  Optional<Integer> exitCode() {
    return Optional.ofNullable(exitCode);
  }

  void ended(int code) {
    exitCode = code;
  }

  void again() {
    exitCode = null;
  }
}
