package dev.carrel.account;

import dev.carrel.web.Viewer;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Tells the layout who looks at the page. */
@RequestScoped
@Named("viewer")
@Unremovable
class SignedInViewer implements Viewer {
  private final CurrentAccount current;

  @Inject
  SignedInViewer(CurrentAccount current) {
    this.current = current;
  }

  @Override
  public boolean signedIn() {
    return current.find().isPresent();
  }

  @Override
  public long account() {
    return current.get().id();
  }

  @Override
  public String displayName() {
    return current.find().map(Account::displayName).orElse("");
  }

  @Override
  public String firstName() {
    return displayName().split(" ", 2)[0];
  }

  @Override
  public List<String> groups() {
    return current.find().map(Account::groups).orElse(List.of());
  }

  @Override
  public boolean admin() {
    return current.find().map(Account::isAdmin).orElse(false);
  }
}
