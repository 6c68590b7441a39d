package io.impuls.tracking.collector.api;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A body of any length, read on a thread that may wait. Holds a bounded piece of it: while nobody
 * reads, the sender is not listened to.
 */
final class BodyPipe extends InputStream {

  /** Bytes held before the sender has to wait; one more piece of the network may come on top. */
  private static final int MOST_HELD = 512 << 10;

  /** How long a sender may say nothing in the middle of a body. */
  private static final int SILENCE_SECONDS = 60;

  private final HttpServerRequest request;
  private final Context loop;
  private final LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final AtomicInteger held = new AtomicInteger();
  private byte[] piece = new byte[0];
  private int from;
  private boolean ended;

  /** Bytes; or the end, complete or not. */
  private record Piece(byte[] bytes, boolean complete) {}

  private BodyPipe(HttpServerRequest request, Context loop) {
    this.request = request;
    this.loop = loop;
  }

  /** Begins to listen; call it on the request's event loop. */
  static BodyPipe of(HttpServerRequest request, Context loop) {
    BodyPipe pipe = new BodyPipe(request, loop);
    request.handler(pipe::add);
    request.endHandler(end -> pipe.pieces.add(new Piece(null, true)));
    request.exceptionHandler(error -> pipe.pieces.add(new Piece(null, false)));
    request.resume();
    return pipe;
  }

  private void add(Buffer bytes) {
    if (held.addAndGet(bytes.length()) > MOST_HELD) {
      request.pause();
    }
    pieces.add(new Piece(bytes.getBytes(), true));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (from == piece.length) {
      if (ended || !next()) {
        return -1;
      }
    }
    int read = Math.min(length, piece.length - from);
    System.arraycopy(piece, from, target, offset, read);
    from += read;
    return read;
  }

  private boolean next() throws IOException {
    Piece taken;
    try {
      taken = pieces.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (taken == null || !taken.complete()) {
      ended = true;
      throw new IOException(taken == null ? "the sender fell silent" : "the sender hung up");
    }
    if (taken.bytes() == null) {
      ended = true;
      return false;
    }
    piece = taken.bytes();
    from = 0;
    int before = held.getAndAdd(-piece.length);
    if (before > MOST_HELD && before - piece.length <= MOST_HELD) {
      loop.runOnContext(x -> request.resume());
    }
    return true;
  }
}
