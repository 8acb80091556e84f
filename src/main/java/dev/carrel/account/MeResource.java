package dev.carrel.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who the token's owner is, and what they may use. */
@Singleton
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
  @Inject CurrentAccount current;
  @Inject LimitPolicies policies;
  @Inject Instance<Usage> usage;
  @Inject Instance<GpuUsage> gpuUsage;

  /**
   * @param role {@code member} or {@code admin}
   */
  record Me(
      String username,
      String displayName,
      List<String> groups,
      String role,
      Allowance limits,
      Allowance used) {}

  /**
   * @param memory such as {@code 8g}, powers of 1024
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Allowance(
      int environments, BigDecimal cpus, String memory, BigDecimal hours, String disk, Gpus gpus) {}

  /**
   * @param devices held at a time, whole ones and slices
   * @param hours of the longest lease
   * @param hoursAWeek device-hours in seven days, an hour of a slice counting its share
   * @param queued environments that wait
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Gpus(int devices, BigDecimal hours, BigDecimal hoursAWeek, int queued) {}

  @GET
  @Operation(summary = "Who I am, what I may use and what I use of it")
  public Me me() {
    Account account = current.get();
    Limits limits = policies.of(account);
    Usage.Used used = usage.isResolvable() ? usage.get().of(account) : Usage.Used.NOTHING;
    GpuUsage.Used gpus =
        gpuUsage.isResolvable() ? gpuUsage.get().of(account) : GpuUsage.Used.NOTHING;
    return new Me(
        account.username(),
        account.displayName(),
        account.groups(),
        account.role().label(),
        new Allowance(
            limits.environments(),
            limits.cpus(),
            Memory.text(limits.memory()),
            limits.hours(),
            limits.disk(),
            new Gpus(
                limits.gpus().devices(),
                limits.gpus().hours(),
                limits.gpus().hoursAWeek(),
                limits.gpus().queued())),
        new Allowance(
            used.environments(),
            used.cpus(),
            Memory.text(used.memory()),
            null,
            null,
            new Gpus(
                gpus.devices(),
                null,
                gpus.hoursThisWeek().setScale(2, RoundingMode.HALF_UP),
                gpus.queued())));
  }
}
