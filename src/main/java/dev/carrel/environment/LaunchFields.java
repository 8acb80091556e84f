package dev.carrel.environment;

import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;

/** The launch form's fields as the browser sends them; those that are left out are null. */
public class LaunchFields {
  @RestForm public String from;
  @RestForm public String name;
  @RestForm public String workspace;
  @RestForm public String cpus;
  @RestForm public String memory;
  @RestForm public String hours;
  @RestForm public String gpus;
  @RestForm public String gpuMemory;
  @RestForm public String gpuModel;
  @RestForm public String script;
  @RestForm public String output;
  @RestForm public String whenIdle;
  @RestForm public String longJob;
  @RestForm public String key;

  private IdlePlan idle() {
    return new IdlePlan("stop".equals(whenIdle) ? WhenIdle.STOP : WhenIdle.DEMOTE, longJob != null);
  }

  LaunchForm form() {
    return new LaunchForm(
        from,
        name,
        workspace,
        cpus,
        memory,
        hours,
        new LaunchForm.Gpus(gpus, gpuMemory, gpuModel),
        new LaunchForm.Command(script, output),
        idle(),
        key,
        Map.of(),
        "");
  }
}
