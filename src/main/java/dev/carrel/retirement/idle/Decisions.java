package dev.carrel.retirement.idle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carrel.environment.WhenIdle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of the idle rule: who holds devices and what was decided. */
@ApplicationScoped
class Decisions {
  private static final long LOCK = 0x69_646c_65L;

  private final EntityManager entities;
  private final ObjectMapper json;

  @Inject
  Decisions(EntityManager entities, ObjectMapper json) {
    this.entities = entities;
    this.json = json;
  }

  /** One replica at a time decides; false if another does, until this transaction ends. */
  boolean turn() {
    return (Boolean)
        entities
            .createNativeQuery("select pg_try_advisory_xact_lock(?1)", Boolean.class)
            .setParameter(1, LOCK)
            .getSingleResult();
  }

  /** All environments that run with devices; a reason to keep these counts for no later ones. */
  List<Holder> holders() {
    List<?> rows =
        entities
            .createNativeQuery(
                """
                select e.id, e.account_id, e.name, l.started, e.long_job or e.job_command is not null,
                  case when e.long_job or e.job_command is not null then
                    (select max(s.gpu_peak) from environment_sample s where s.environment_id = e.id
                      and s.at >= to_timestamp(l.started / 1000.0)) end,
                  case when e.job_command is null then e.when_idle else 'STOP' end,
                  (select cast(extract(epoch from max(k.until)) * 1000 as bigint) from idle_keep k
                    where k.environment_id = e.id and k.kept_at >= to_timestamp(l.started / 1000.0)),
                  a.groups
                from (select environment_id, cast(extract(epoch from max(started_at)) * 1000 as bigint) as started
                      from gpu_lease where released_at is null and started_at is not null
                      group by environment_id) l
                join environment e on e.id = l.environment_id and e.status = 'RUNNING'
                join account a on a.id = e.account_id""",
                Object[].class)
            .getResultList();
    return rows.stream().map(row -> holder((Object[]) row)).toList();
  }

  private static Holder holder(Object[] row) {
    return new Holder(
        ((Number) row[0]).longValue(),
        ((Number) row[1]).longValue(),
        (String) row[2],
        List.of((String[]) row[8]),
        instant(row[3]),
        (Boolean) row[4],
        Optional.ofNullable((Number) row[5]).map(Number::doubleValue),
        WhenIdle.valueOf((String) row[6]),
        Optional.ofNullable(row[7]).map(Decisions::instant));
  }

  private static Instant instant(Object millis) {
    return Instant.ofEpochMilli(((Number) millis).longValue());
  }

  /** The steps since then, by environment, oldest first. */
  Map<Long, List<Course.Taken>> taken(Instant from) {
    Map<Long, List<Course.Taken>> taken = new HashMap<>();
    for (Object found :
        entities
            .createNativeQuery(
                """
                select environment_id, step, cast(extract(epoch from decided_at) * 1000 as bigint)
                from idle_decision where decided_at >= ?1 order by id""",
                Object[].class)
            .setParameter(1, from)
            .getResultList()) {
      Object[] row = (Object[]) found;
      taken
          .computeIfAbsent(((Number) row[0]).longValue(), k -> new ArrayList<>())
          .add(new Course.Taken(Step.valueOf((String) row[1]), instant(row[2])));
    }
    return taken;
  }

  long add(
      Holder holder, Step step, Verdict.Idle idle, IdleRule rule, Evidence evidence, Instant now) {
    return (Long)
        entities
            .createNativeQuery(
                """
                insert into idle_decision
                  (environment_id, account_id, name, step, decided_at, idle_since, rule, evidence, outcome)
                values (?1, ?2, ?3, ?4, ?5, ?6, cast(?7 as jsonb), cast(?8 as jsonb), ?9) returning id""",
                Long.class)
            .setParameter(1, holder.environment())
            .setParameter(2, holder.account())
            .setParameter(3, holder.name())
            .setParameter(4, step.name())
            .setParameter(5, now)
            .setParameter(6, idle.since())
            .setParameter(
                7,
                write(
                    new Decision.RuleThen(
                        rule.threshold(), idle.limit().toMinutes(), idle.queue())))
            .setParameter(8, write(evidence))
            .setParameter(9, step == Step.RELEASE ? holder.whenIdle().name() : null)
            .getSingleResult();
  }

  /** Nobody asks any more about what was decided and kept before that time. */
  void forget(Instant before) {
    for (String sql :
        List.of(
            "delete from idle_decision where decided_at < ?1",
            "delete from idle_keep where until < ?1")) {
      entities.createNativeQuery(sql).setParameter(1, before).executeUpdate();
    }
  }

  /** Newest first. */
  List<Decision> of(long environment, int most) {
    List<?> rows =
        entities
            .createNativeQuery(
                """
                select id, environment_id, name, step, cast(extract(epoch from decided_at) * 1000 as bigint),
                  cast(extract(epoch from idle_since) * 1000 as bigint), cast(rule as text),
                  cast(evidence as text), outcome
                from idle_decision where environment_id = ?1 order by id desc limit ?2""",
                Object[].class)
            .setParameter(1, environment)
            .setParameter(2, most)
            .getResultList();
    return rows.stream().map(row -> decision((Object[]) row)).toList();
  }

  private Decision decision(Object[] row) {
    return new Decision(
        ((Number) row[0]).longValue(),
        ((Number) row[1]).longValue(),
        (String) row[2],
        Step.valueOf((String) row[3]),
        instant(row[4]),
        instant(row[5]),
        read((String) row[6], Decision.RuleThen.class),
        read((String) row[7], Evidence.class),
        Optional.ofNullable((String) row[8]).map(WhenIdle::valueOf));
  }

  /** All environments that lived since then. */
  Map<Long, Rehearsal.Subject> subjects(Instant from) {
    Map<Long, Rehearsal.Subject> subjects = new HashMap<>();
    for (Object found :
        entities
            .createNativeQuery(
                """
                select e.id, e.name, a.username, a.groups, e.long_job or e.job_command is not null
                from environment e join account a on a.id = e.account_id
                where e.ended_at is null or e.ended_at >= ?1""",
                Object[].class)
            .setParameter(1, from)
            .getResultList()) {
      Object[] row = (Object[]) found;
      long id = ((Number) row[0]).longValue();
      subjects.put(
          id,
          new Rehearsal.Subject(
              id, (String) row[1], (String) row[2], List.of((String[]) row[3]), (Boolean) row[4]));
    }
    return subjects;
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException notOurs) {
      throw new IllegalStateException(notOurs);
    }
  }
}
