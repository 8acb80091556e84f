package dev.carrel.environment.doctor;

import dev.carrel.account.CurrentAccount;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The GPU doctor, for scripts. */
@Singleton
@Path("/api/v1/environments/{name}/gpu-check")
@Authenticated
@Tag(name = "Environments")
public class DoctorResource {
  @Inject CurrentAccount account;
  @Inject EnvironmentBook book;
  @Inject GpuDoctor doctor;

  /**
   * @param good nothing is wrong
   */
  @Schema(name = "GpuCheck")
  record Check(boolean good, List<Found> findings) {}

  /**
   * @param tone {@code good}, {@code warn} or {@code bad}
   * @param remedy what to do; empty where all is well
   */
  @Schema(name = "GpuFinding")
  record Found(String tone, String title, String text, String remedy) {}

  @POST
  @Operation(
      summary = "Looks at an environment's GPUs from inside, by nvidia-smi and its frameworks")
  public Check verify(@RestPath String name) {
    EnvironmentView one = book.get(account.get(), name);
    List<Found> findings =
        doctor.verify(one, doctor.devices(one)).stream()
            .map(
                f ->
                    new Found(
                        f.tone().name().toLowerCase(Locale.ROOT), f.title(), f.text(), f.remedy()))
            .toList();
    return new Check(findings.stream().noneMatch(f -> f.tone().equals("bad")), findings);
  }
}
