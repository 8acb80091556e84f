package dev.carrel.engine;

/**
 * The port to the container engine: the only door to root on the machine.
 *
 * <p>Its operations are typed and closed. There is no way to ask for privileged mode, a capability,
 * a namespace of the host, a mount besides those that {@link ContainerSpec} names, or an image that
 * this instance did not build. Requests and answers are plain records and streams of records, so
 * that a separate process can hold the engine's socket alone and serve this interface.
 *
 * <p><b>Absence.</b> An engine that is stopped or not there is a normal state, at start and at any
 * later time. Each operation then throws {@link EngineUnavailable}, within seconds, and works again
 * when the engine is back; nothing need be built anew.
 *
 * <p><b>Ownership.</b> All that is made here bears the label {@link Labels#INSTANCE}. What lacks
 * that label or bears another instance's is never changed: such a request is refused with {@link
 * EngineRefused.Reason#NOT_OURS}.
 *
 * <p><b>Threads.</b> All operations block and may be called from any thread, best from a virtual
 * one. Callbacks of one {@link Following} come one at a time, in order; a slow callback slows its
 * own stream only.
 */
public interface Engine extends AutoCloseable {

  /** What the engine says of itself. Cheap enough for a status page, not for each request. */
  EngineInfo info();

  ImageStore images();

  ImageBuilder builder();

  Containers containers();

  Networks networks();

  /**
   * Follows what happens to this instance's containers, and to images, until closed. Starts before
   * it returns. A lost engine is reported once and sought again for as long as the stream is open;
   * whenever events may have been missed comes an {@link EngineEvent.Gap}, also as the very first
   * event: list again then.
   */
  Following events(java.util.function.Consumer<EngineEvent> listener);

  /** Ends all streams of this engine. Containers go on. */
  @Override
  void close();
}
