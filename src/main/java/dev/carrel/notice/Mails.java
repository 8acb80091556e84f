package dev.carrel.notice;

import dev.carrel.account.AccountBook;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;

/** Writes mails: plain text, the same words as in the portal. */
@ApplicationScoped
class Mails {
  private final ReactiveMailer mailer;
  private final AccountBook accounts;
  private final NoticeConfig config;

  @Inject
  Mails(ReactiveMailer mailer, AccountBook accounts, NoticeConfig config) {
    this.mailer = mailer;
    this.accounts = accounts;
    this.config = config;
  }

  /** Where the account's notices are mailed to; empty if they are not. */
  Optional<String> to(long account) {
    return config.mail().from().flatMap(sender -> accounts.email(account));
  }

  void send(Delivery delivery) throws Undelivered {
    String from =
        config.mail().from().orElseThrow(() -> new Undelivered("no sender is configured any more"));
    String to =
        delivery.email().orElseThrow(() -> new Undelivered("the account has no address any more"));
    try {
      mailer
          .send(
              Mail.withText(to, oneLine(delivery.title()), body(delivery))
                  .setFrom(from)
                  // Out-of-office answers are of no use to the portal.
                  .addHeader("Auto-Submitted", "auto-generated"))
          .await()
          .atMost(config.patience());
    } catch (RuntimeException trouble) {
      throw new Undelivered("the mail server did not take it: " + trouble.getMessage());
    }
  }

  private String body(Delivery delivery) {
    String link = config.portal().map(Mails::withoutSlash).orElse("") + delivery.link();
    return delivery.text() + "\n\n" + link + "\n";
  }

  private static String withoutSlash(URI portal) {
    return portal.toString().replaceAll("/+$", "");
  }

  /** A line break in a subject would begin the next header. */
  private static String oneLine(String title) {
    return title.replaceAll("\\s+", " ");
  }
}
