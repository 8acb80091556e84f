package dev.carrel.admin;

import dev.carrel.catalogue.Catalogue;
import dev.carrel.gpu.reservation.BaseImages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Those of the catalogue, of which reservations know nothing. */
@ApplicationScoped
class CatalogueBases implements BaseImages {
  private final Catalogue catalogue;

  @Inject
  CatalogueBases(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public boolean has(String slug) {
    return catalogue.base(slug).isPresent();
  }
}
