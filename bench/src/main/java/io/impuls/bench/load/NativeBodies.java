package io.impuls.bench.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongFunction;

/** Bodies of the native protocol: page views of about 500 bytes, as a shop's backend sends them. */
public final class NativeBodies {

  private NativeBodies() {}

  /** Gives bodies of one event. */
  public static LongFunction<Buffer> single() {
    return number -> Buffer.buffer(event(number).getBytes(StandardCharsets.UTF_8));
  }

  /** Gives bodies of several events. */
  public static LongFunction<Buffer> batches(int events) {
    return number -> {
      StringBuilder body = new StringBuilder(events * 520).append('[');
      for (int i = 0; i < events; i++) {
        body.append(i == 0 ? "" : ",").append(event(number * events + i));
      }
      return Buffer.buffer(body.append(']').toString().getBytes(StandardCharsets.UTF_8));
    };
  }

  private static String event(long number) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"bench-%d\",\"type\":\"page.viewed\",\"anonymousId\":\"visitor-%d\",\"page\":{"
            + "\"url\":\"https://shop.example/category/shoes/product-%d?utm_source=newsletter&utm_medium=email\","
            + "\"title\":\"Running shoes, light and quick, in seven colours\","
            + "\"referrer\":\"https://www.google.com/\"},"
            + "\"context\":{\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\","
            + "\"locale\":\"pl-PL\",\"timezone\":\"Europe/Warsaw\",\"library\":{\"name\":\"bench\",\"version\":\"1\"}},"
            + "\"properties\":{\"colour\":\"red\",\"size\":42,\"inStock\":true}}",
        number,
        number % 50_000,
        number % 997);
  }
}
