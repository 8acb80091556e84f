package dev.carrel.web;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Tells an open page which of its topics changed, so that it fetches those parts again. A page asks
 * for it by {@code {#include web/layout nav='…' live='environment,build'}} and a part follows a
 * topic by
 *
 * <pre>hx-get="/environments" hx-trigger="live-environment from:body" hx-swap="outerMorph"</pre>
 *
 * What changed is not told, only that something of the viewer's own (or of nobody's) did: the
 * part's own address decides what the viewer may see.
 */
@Singleton
@Path("/live")
public class LiveStream {
  /** Proxies cut a connection that says nothing for a minute. */
  private static final Duration BEAT = Duration.ofSeconds(25);

  /** Many changes at once are one reason to look again. */
  private static final Duration GATHER = Duration.ofMillis(200);

  @Inject Signals signals;
  @Inject RecentSignals recent;
  @Inject Viewer viewer;

  @GET
  @PermitAll
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> follow(
      @RestQuery String topics, @RestQuery Optional<Long> age, @Context Sse sse) {
    if (!viewer.signedIn() || topics == null) {
      return Multi.createFrom().item(sse.newEvent("end", "signed out"));
    }
    long account = viewer.account();
    Set<String> wanted = Set.of(topics.split(","));
    Multi<OutboundSseEvent> changes =
        signals.stream()
            .filter(signal -> concerns(signal, account, wanted))
            .group()
            .intoLists()
            .of(100, GATHER)
            .onItem()
            .transformToIterable(batch -> topics(batch, wanted))
            .map(topic -> sse.newEvent("changed", topic));
    // Asked for once the changes are followed: so that none falls in between.
    Multi<OutboundSseEvent> before =
        Multi.createFrom()
            .deferred(
                () ->
                    Multi.createFrom()
                        .iterable(
                            age.map(millis -> recent.within(millis, account, wanted))
                                .orElse(Set.of())))
            .map(topic -> sse.newEvent("changed", topic));
    Multi<OutboundSseEvent> beats =
        Multi.createFrom()
            .ticks()
            .every(BEAT)
            .onOverflow()
            .drop()
            .map(tick -> sse.newEventBuilder().comment("").build());
    return Multi.createBy().merging().streams(changes, before, beats);
  }

  private static boolean concerns(Signal signal, long account, Set<String> wanted) {
    return signal.isGap()
        || wanted.contains(signal.topic())
            && (signal.account() == account || signal.account() == 0);
  }

  private static Set<String> topics(List<Signal> batch, Set<String> wanted) {
    return batch.stream().anyMatch(Signal::isGap)
        ? wanted
        : batch.stream().map(Signal::topic).collect(Collectors.toSet());
  }
}
