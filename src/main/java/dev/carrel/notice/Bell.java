package dev.carrel.notice;

import dev.carrel.database.Remembered;
import dev.carrel.database.Signals;
import dev.carrel.web.Viewer;
import io.quarkus.arc.Unremovable;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * How many notices the viewer has not read, for the top of every page: {@code
 * {inject:bell.unread}}. Asked so often that it is remembered until a signal says that it changed.
 */
@ApplicationScoped
@Named("bell")
@Unremovable
public class Bell {
  private final Notices notices;
  private final Viewer viewer;
  private final Remembered<Long> remembered = new Remembered<>();

  @Inject
  Bell(Notices notices, Viewer viewer) {
    this.notices = notices;
    this.viewer = viewer;
  }

  void follow(@Observes StartupEvent started, Signals signals) {
    signals.stream()
        .filter(signal -> signal.isGap() || signal.topic().equals(Notices.TOPIC))
        .subscribe()
        .with(remembered::forget);
  }

  /** 0 where that cannot be told: the page that says why must not fail for it. */
  public long unread() {
    if (!BlockingOperationControl.isBlockingAllowed()) {
      return 0;
    }
    try {
      return remembered.get(
          viewer.account(),
          () -> QuarkusTransaction.requiringNew().call(() -> notices.unread(viewer.account())));
    } catch (RuntimeException databaseAway) {
      return 0;
    }
  }

  /** Never more than fits. */
  public String count() {
    long unread = unread();
    return unread > 99 ? "99+" : Long.toString(unread);
  }
}
