package dev.carrel.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** Decides the role by group, anew each time, so that a changed setting holds at once. */
@ApplicationScoped
class Roles {
  private final Set<String> adminGroups;

  @Inject
  Roles(AccountConfig config) {
    this.adminGroups = config.adminGroups();
  }

  Role of(List<String> groups) {
    return groups.stream().anyMatch(adminGroups::contains) ? Role.ADMIN : Role.MEMBER;
  }
}
