package dev.carrel.gpu.plan;

import java.time.Duration;
import java.time.Instant;

/**
 * How much a lease of the past still counts. An hour that is over for as long as the half-life
 * counts half. A device of weight w held from a to b, seen at t ≥ b, counts
 *
 * <pre>w · ∫ 2^(-(t - x)/H) dx from a to b  =  w · H/ln 2 · (2^(-(t - b)/H) - 2^(-(t - a)/H))</pre>
 *
 * so that one sum over the rows tells it, in SQL too:
 *
 * <pre>
 * sum(weight * :h / ln(2) * (
 *     power(2::double precision, -extract(epoch from :now - coalesce(released_at, :now)) / 3600 / :h)
 *   - power(2::double precision, -extract(epoch from :now - granted_at) / 3600 / :h)))
 * </pre>
 *
 * with {@code :h} the half-life in hours. What is older than {@link #horizon} may be left out.
 *
 * @param halfLife positive
 */
public record Decay(Duration halfLife) {

  /** Weighted device-hours that still count. */
  public double hours(double weight, Instant from, Instant to, Instant now) {
    double unit = hours(halfLife) / Math.log(2);
    return weight * unit * (left(to, now) - left(from, now));
  }

  /** An hour before this counts less than a thousandth. */
  public Instant horizon(Instant now) {
    return now.minus(halfLife.multipliedBy(10));
  }

  private double left(Instant then, Instant now) {
    return Math.pow(2, -hours(Duration.between(then, now)) / hours(halfLife));
  }

  private static double hours(Duration duration) {
    return duration.toMillis() / 3_600_000d;
  }
}
