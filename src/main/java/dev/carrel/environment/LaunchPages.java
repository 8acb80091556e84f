package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.account.CurrentAccount;
import dev.carrel.account.LimitPolicies;
import dev.carrel.account.Limits;
import dev.carrel.build.Image;
import dev.carrel.build.ImageShelf;
import dev.carrel.gpu.board.Offer;
import dev.carrel.gpu.board.Offers;
import dev.carrel.recipe.RecipeBook;
import dev.carrel.web.PageRequest;
import dev.carrel.web.Problem;
import dev.carrel.web.Words;
import dev.carrel.workspace.Workspace;
import dev.carrel.workspace.Workspaces;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The launch form, filled in so that one click launches. */
@Singleton
@Path("/environments/new")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class LaunchPages {
  @Inject CurrentAccount current;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;
  @Inject ImageShelf images;
  @Inject RecipeBook recipes;
  @Inject Workspaces workspaces;
  @Inject LimitPolicies policies;
  @Inject Offers offers;
  @Inject EnvironmentConfig config;

  @CheckedTemplate(basePath = "environment", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record LaunchPage(
      LaunchForm form,
      List<Image> images,
      List<String> recipes,
      List<Workspace> workspaces,
      Hints hints,
      Offer offer)
      implements TemplateInstance {}

  /** What the policy allows, in words. */
  record Hints(String cpus, String memory, String hours) {}

  @GET
  @Operation(hidden = true)
  public TemplateInstance form(@RestQuery String image, @RestQuery String recipe) {
    Account account = current.get();
    List<Image> shelf = shelf(account);
    String from =
        recipe != null
            ? "recipe:" + recipe
            : image != null
                ? "image:" + image
                : shelf.isEmpty() ? "" : "image:" + shelf.getFirst().reference();
    return page(account, proposal(account, from, shelf));
  }

  @POST
  @Operation(hidden = true)
  public Response launch(@BeanParam LaunchFields fields) {
    Account account = current.get();
    LaunchForm form = fields.form();
    try {
      EnvironmentView view = launcher.launch(account, form.request(), form.idle());
      return Response.seeOther(URI.create("/environments/" + view.name())).build();
    } catch (Problem problem) {
      return Response.status(problem.status()).entity(page(account, form.refused(problem))).build();
    }
  }

  private LaunchForm proposal(Account account, String from, List<Image> shelf) {
    String subject =
        from.startsWith("recipe:")
            ? from.substring("recipe:".length())
            : shelf.stream()
                .filter(i -> from.equals("image:" + i.reference()))
                .map(Image::recipe)
                .findFirst()
                .orElse("");
    String name = free(account, subject);
    return new LaunchForm(
        from,
        name,
        subject,
        Allowance.plain(config.cpus().min(policies.of(account).cpus())),
        MemoryText.of(Math.min(config.memory().asLongValue(), policies.of(account).memory())),
        Allowance.plain(config.hours().min(policies.of(account).hours())),
        LaunchForm.Gpus.NONE,
        LaunchForm.Command.NONE,
        IdlePlan.USUAL,
        UUID.randomUUID().toString(),
        Map.of(),
        "");
  }

  /** The recipe's name, or that with the first number that is free. */
  private String free(Account account, String subject) {
    Set<String> taken =
        book.live(account).stream().map(EnvironmentView::name).collect(Collectors.toSet());
    taken.add("new");
    String stem = subject.length() > 36 ? subject.substring(0, 36).replaceAll("-$", "") : subject;
    String name = subject;
    for (int i = 2; taken.contains(name); i++) {
      name = stem + "-" + i;
    }
    return name;
  }

  private LaunchPage page(Account account, LaunchForm form) {
    Limits limits = policies.of(account);
    return new LaunchPage(
        form,
        shelf(account),
        List.copyOf(new TreeSet<>(recipes.names(account.id(), PageRequest.MOST))),
        workspaces.list(account),
        new Hints(
            "At most %s over all that run".formatted(Allowance.plain(limits.cpus())),
            "At most %s over all that run".formatted(Words.memory(limits.memory())),
            "At most %s; you can extend it".formatted(Allowance.plain(limits.hours()))),
        offers.to(account));
  }

  private List<Image> shelf(Account account) {
    return images.list(account.id(), PageRequest.first(PageRequest.MOST)).items();
  }
}
