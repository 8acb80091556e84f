package dev.carrel.build;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of images' further names. */
@ApplicationScoped
class ImageTagRows implements PanacheRepository<ImageTagRow> {

  Optional<ImageTagRow> named(long account, String reference) {
    return find("account = ?1 and reference = ?2", account, reference).firstResultOptional();
  }

  List<String> of(long image) {
    return list("image = ?1 order by id", image).stream().map(tag -> tag.reference).toList();
  }

  Map<Long, List<String>> of(Collection<Long> images) {
    return images.isEmpty()
        ? Map.of()
        : list("image in ?1 order by id", images).stream()
            .collect(
                Collectors.groupingBy(
                    tag -> tag.image,
                    Collectors.mapping(tag -> tag.reference, Collectors.toList())));
  }

  /** Gives the name to the image, taking it from another one of the account's. */
  void put(long account, long image, String reference) {
    named(account, reference)
        .ifPresentOrElse(
            tag -> tag.image = image, () -> persist(new ImageTagRow(account, image, reference)));
  }
}
