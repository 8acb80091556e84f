package dev.carrel.web;

import io.quarkus.arc.DefaultBean;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;

/** The viewer as long as no feature says who it is. */
@Singleton
@Named("viewer")
@DefaultBean
@Unremovable
class Nobody implements Viewer {
  @Override
  public boolean signedIn() {
    return false;
  }

  @Override
  public long account() {
    throw new IllegalStateException("nobody is signed in");
  }

  @Override
  public String displayName() {
    return "";
  }

  @Override
  public String firstName() {
    return "";
  }

  @Override
  public List<String> groups() {
    return List.of();
  }

  @Override
  public boolean admin() {
    return false;
  }
}
