package dev.carrel.gpu.plan;

/**
 * A request in the queue's order.
 *
 * @param overdue it waited longer than anybody should
 * @param share whole device-hours used, promised, and asked for before this; see {@link Queue}
 */
record Place(Waiting waiting, boolean overdue, long share) {}
