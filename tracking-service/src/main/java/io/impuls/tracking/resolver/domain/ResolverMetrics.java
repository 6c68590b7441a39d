package io.impuls.tracking.resolver.domain;

/** Port: what operators count in the resolver. Called on stream threads. */
public interface ResolverMetrics {

  /** A new event was resolved. */
  void accepted();

  /** An event came again. */
  void duplicate();

  /** An event's id came again with another content. */
  void conflictOfContent();

  /** An event came from a device that floods. */
  void flooded();

  /** An event is not published, as the person does not allow it. */
  void withheld();

  /** A record could not be read. */
  void unreadable();

  /** An identifier was claimed by a second known person. */
  void conflictOfIdentity();

  /** An anonymous person became known. */
  void merged();

  /** A visit's end was published, for the first time or corrected. */
  void visitEnded();
}
