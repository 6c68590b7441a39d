package io.impuls.tracking.collector.webhook;

import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Port: one provider. */
public interface Provider {

  /** Gives its name, as it stands in settings, metrics and events. */
  String name();

  /**
   * Tells whether a request is the provider's, in constant time. Complete at once, unless something
   * has to be fetched; never blocks, and never fails whatever strangers send.
   */
  CompletionStage<Authenticity> verify(IntakeRequest request);

  /** Reads a genuine request: one report for each thing that happened; never throws. */
  List<Report> read(IntakeRequest request);

  /** Gives what of a request's query its reports are read by; null for nothing, never a secret. */
  default String query(IntakeRequest request) {
    return null;
  }

  /** Gives the answer that makes the provider forget the request. */
  default Reply thanks() {
    return Reply.empty(200);
  }

  /** Gives what is known at once. */
  static CompletionStage<Authenticity> known(Authenticity authenticity) {
    return CompletableFuture.completedFuture(authenticity);
  }

  /** Gives what a comparison says. */
  static CompletionStage<Authenticity> known(boolean genuine) {
    return known(genuine ? Authenticity.GENUINE : Authenticity.FORGED);
  }
}
