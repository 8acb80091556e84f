package dev.carrel.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A CDI event by which this package asks, when an account's workspaces are shown, what uses them:
 * whoever observes it adds what he knows.
 */
public final class WorkspaceUses {

  /** Something that has a workspace open, and the page that tells more of it. */
  public record Use(String name, String url) {}

  private final long account;
  private final Map<Long, List<Use>> uses = new TreeMap<>();

  WorkspaceUses(long account) {
    this.account = account;
  }

  public long account() {
    return account;
  }

  public void add(long workspace, Use use) {
    uses.computeIfAbsent(workspace, id -> new ArrayList<>()).add(use);
  }

  List<Use> of(long workspace) {
    return List.copyOf(uses.getOrDefault(workspace, List.of()));
  }
}
