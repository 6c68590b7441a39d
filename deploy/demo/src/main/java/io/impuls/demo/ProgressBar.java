package io.impuls.demo;

import io.impuls.demo.replay.ReplayListener;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Shows how a replay goes on: a bar that redraws itself on a terminal, a line now and then
 * elsewhere.
 */
final class ProgressBar implements ReplayListener {

  private static final int WIDTH = 40;
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final int LINES = 10;

  private final PrintStream out;
  private final boolean terminal;
  private final long started = System.nanoTime();
  private long shown;
  private long lastShown;
  private String trouble = "";

  ProgressBar(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public synchronized void answered(long events, long of) {
    if (events < shown) {
      return;
    }
    boolean due =
        terminal
            ? System.nanoTime() - lastShown > REDRAW_NANOS
            : events * LINES / of > shown * LINES / of;
    if (due || events == of) {
      shown = events;
      lastShown = System.nanoTime();
      draw(events, of);
    }
  }

  @Override
  public synchronized void retrying(String why) {
    trouble = " (sending again: " + why + ")";
  }

  @Override
  public void paused(long events) throws InterruptedException {
    out.printf(Locale.ROOT, "%nPaused after %,d events. Press Enter to go on.%n", events);
    try {
      int key = System.in.read();
      while (key != '\n' && key != -1) {
        key = System.in.read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void draw(long events, long of) {
    double rate = events * 1e9 / Math.max(1, System.nanoTime() - started);
    String counts =
        String.format(Locale.ROOT, "%,d of %,d events, %.0f/s%s", events, of, rate, trouble);
    trouble = "";
    if (!terminal) {
      out.println("  " + counts);
      return;
    }
    int full = (int) (events * WIDTH / of);
    out.printf("\r[%s%s] %-70s", "#".repeat(full), " ".repeat(WIDTH - full), counts);
    if (events == of) {
      out.println();
    }
    out.flush();
  }
}
