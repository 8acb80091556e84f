package dev.carrel.gpu.simulation;

import dev.carrel.gpu.plan.Floor;
import java.time.Instant;

/** The floor when somebody has to decide. */
record Moment(Floor floor, Instant now) {}
