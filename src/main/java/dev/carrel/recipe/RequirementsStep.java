package dev.carrel.recipe;

import dev.carrel.account.CurrentAccount;
import dev.carrel.catalogue.Catalogue;
import dev.carrel.web.Htmx;
import dev.carrel.web.Problem;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Takes a requirements.txt on the second page, pasted or as a file. */
@Path("/recipes/new/requirements")
@Authenticated
public class RequirementsStep {
  @Inject CurrentAccount current;
  @Inject Drafting drafting;
  @Inject Catalogue catalogue;
  @Inject PinAdder adder;
  @Inject Htmx htmx;

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response send(
      @RestForm long draft,
      @RestForm String lines,
      @RestForm("file") FileUpload file,
      @RestForm String add,
      @RestForm String system) {
    DraftView before = kept(drafting.get(account(), draft), add, system);
    boolean uploaded = file != null && file.size() > 0;
    String text = uploaded ? read(file) : lines == null ? "" : lines;
    RequirementsFile read = RequirementsFile.parse(text);
    if (read.isEmpty()) {
      return page(422, before, PackagesView.Said.file("There is no package in it.", List.of()));
    }
    if (read.tooLong()) {
      String sentence =
          "Nothing was taken: this has more than %,d lines, and a recipe has at most %,d packages."
              .formatted(RequirementsFile.MOST_LINES, Checklist.MOST_PINS);
      return page(422, before, PackagesView.Said.file(sentence, List.of()));
    }
    Wish wish = adder.with(before.wish(), read.pins());
    if (wish.python().size() > Checklist.MOST_PINS) {
      String sentence =
          "Nothing was taken: a recipe has at most %,d Python packages, and with these it would have %,d."
              .formatted(Checklist.MOST_PINS, wish.python().size());
      return page(
          422, kept(before, text, uploaded), PackagesView.Said.file(sentence, read.refused()));
    }
    // What could not be taken stays in the field, to be mended there.
    DraftView saved =
        drafting.change(
            account(),
            draft,
            Step.PACKAGES,
            sketch ->
                sketch.withWish(adder.with(sketch.wish(), read.pins())).withLines(read.rest()));
    return page(
        read.refusals() == 0 ? 200 : 422,
        saved,
        PackagesView.Said.file(sentence(read), read.refused()));
  }

  /** Whoever comes back to the address of a sent form. */
  @GET
  public Response show(@RestQuery long draft) {
    return Response.seeOther(URI.create("/recipes/new/packages?draft=" + draft)).build();
  }

  /** The fields beside the file: they are sent with it, so that nothing typed there is lost. */
  private DraftView kept(DraftView before, String add, String system) {
    if (add == null && system == null) {
      return before;
    }
    List<String> names = SystemNames.split(system);
    return drafting.change(
        account(),
        before.id(),
        Step.PACKAGES,
        sketch ->
            sketch
                .withWish(system == null ? sketch.wish() : sketch.wish().withSystem(names))
                .withAdd(add == null ? sketch.add() : add.strip()));
  }

  private static String sentence(RequirementsFile read) {
    String taken =
        read.pins().isEmpty()
            ? "No line could be taken."
            : read.pins().size() == 1
                ? "1 pin was taken."
                : "%,d pins were taken.".formatted(read.pins().size());
    if (read.refusals() == 0) {
      return taken;
    }
    String refused =
        read.pins().isEmpty()
            ? ""
            : read.refusals() == 1
                ? " 1 line was not:"
                : " %,d lines were not:".formatted(read.refusals());
    String more =
        read.refusals() > read.refused().size()
            ? " The first %d are shown.".formatted(read.refused().size())
            : "";
    return taken + refused + more;
  }

  private DraftView kept(DraftView before, String text, boolean uploaded) {
    return uploaded
        ? before
        : drafting.change(account(), before.id(), Step.PACKAGES, sketch -> sketch.withLines(text));
  }

  private static String read(FileUpload file) {
    if (file.size() > RequirementsFile.LARGEST) {
      throw Problem.of(413, "The file is larger than 10 MB, so it was not read.")
          .advice(
              "Go back: the draft is as it was. A requirements.txt names packages, one a line.");
    }
    try {
      return new String(Files.readAllBytes(file.uploadedFile()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("An uploaded file could not be read", e);
    }
  }

  private Response page(int status, DraftView draft, PackagesView.Said said) {
    Wizard wizard = Wizard.at(Step.PACKAGES, Optional.of(draft));
    PackagesView view = PackagesView.of(draft, catalogue.base(draft.wish().base()), said);
    return Wizard.page(
        status,
        htmx.isFragment()
            ? new PackagesStep.PackagesPage$wizard(wizard, view)
            : new PackagesStep.PackagesPage(wizard, view));
  }

  private long account() {
    return current.get().id();
  }
}
