package dev.carrel.build;

import dev.carrel.account.Account;
import dev.carrel.account.AccountBook;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Looks images up, for the stages after this one. */
@ApplicationScoped
public class ImageShelf {
  private final ImageRows rows;
  private final AccountBook accounts;

  @Inject
  ImageShelf(ImageRows rows, AccountBook accounts) {
    this.rows = rows;
    this.accounts = accounts;
  }

  /**
   * An image of the account that the engine still has.
   *
   * @param idOrReference the image's id here or in the engine, {@code carrel-alice/x:2}, {@code
   *     x:2}, {@code x} for the latest
   */
  @Transactional
  public Optional<Image> find(long account, String idOrReference) {
    return row(account, idOrReference).filter(row -> row.gone == null).map(ImageRow::view);
  }

  /** Newest first; without those that are gone from the engine. */
  @Transactional
  public Page<Image> list(long account, PageRequest request) {
    return Page.of(rows.present(account, request), request, row -> row.id, ImageRow::view);
  }

  Optional<ImageRow> row(long account, String idOrReference) {
    if (idOrReference.matches("\\d{1,18}")) {
      return rows.of(account, Long.parseLong(idOrReference));
    }
    if (idOrReference.startsWith("sha256:")) {
      return rows.byEngineId(account, idOrReference);
    }
    return accounts
        .byId(account)
        .map(Account::username)
        .flatMap(user -> rows.named(account, ImageName.complete(user, idOrReference)));
  }
}
