package io.impuls.tracking.collector.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a body of bounded size. What exceeds the bound is counted and dropped, so that the sender
 * can read the answer; one that goes on and on is cut off.
 */
final class BodyReader {

  private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

  /** Times the bound after which nobody is listened to any more. */
  private static final int PATIENCE = 4;

  private static final byte[] NOTHING = new byte[0];

  private final HttpServerRequest request;
  private final int most;
  private final Consumer<byte[]> then;
  private final Runnable whenTooLarge;
  private final long longestNanos;
  private Buffer body;
  private final long begunAt = System.nanoTime();
  private long seen;

  private BodyReader(
      HttpServerRequest request, Bounds bounds, Consumer<byte[]> then, Runnable whenTooLarge) {
    this.request = request;
    this.most = bounds.bytes();
    this.longestNanos = bounds.time().toNanos();
    this.then = then;
    this.whenTooLarge = whenTooLarge;
  }

  /**
   * How much is read.
   *
   * @param bytes bytes of a body
   * @param time how long it may take
   */
  record Bounds(int bytes, Duration time) {}

  /** Reads within the bounds and calls one of both, on the request's event loop. */
  static void read(
      HttpServerRequest request, Bounds bounds, Consumer<byte[]> then, Runnable whenTooLarge) {
    BodyReader reader = new BodyReader(request, bounds, then, whenTooLarge);
    request.handler(reader::add);
    request.endHandler(end -> reader.end());
    // a sender that hangs up in the middle has sent nothing
    request.exceptionHandler(error -> LOG.debug("a request was not read to its end", error));
    request.resume();
  }

  private void add(Buffer piece) {
    seen += piece.length();
    if (System.nanoTime() - begunAt > longestNanos) {
      request.connection().close();
    } else if (seen <= most) {
      // most bodies come in one piece, which need not be copied
      body = body == null ? piece : body.appendBuffer(piece);
    } else {
      body = null;
      if (seen > (long) most * PATIENCE) {
        request.connection().close();
      }
    }
  }

  private void end() {
    if (seen > most) {
      whenTooLarge.run();
      return;
    }
    byte[] bytes = body == null ? NOTHING : body.getBytes();
    // the request outlives its body, and the request holds us
    body = null;
    then.accept(bytes);
  }
}
