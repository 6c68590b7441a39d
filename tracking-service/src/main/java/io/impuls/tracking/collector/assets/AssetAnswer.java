package io.impuls.tracking.collector.assets;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.Locale;

/** Sends an asset: packed where the browser takes that, and not at all where it has it already. */
final class AssetAnswer {

  private AssetAnswer() {}

  static void send(HttpServerRequest request, Asset asset, String cacheControl) {
    HttpServerResponse response =
        request
            .response()
            .putHeader(HttpHeaders.ETAG, asset.tag())
            .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .putHeader("X-Content-Type-Options", "nosniff");
    if (has(request, asset)) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, asset.contentType());
    if (takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(Buffer.buffer(asset.packed()));
    } else {
      response.end(Buffer.buffer(asset.plain()));
    }
  }

  private static boolean has(HttpServerRequest request, Asset asset) {
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return known != null
        && Arrays.stream(known.split(","))
            .map(String::strip)
            .anyMatch(tag -> tag.equals("*") || tag.equals(asset.tag()));
  }

  /** Whether {@code Accept-Encoding} names gzip, and not only to refuse it. */
  static boolean takesGzip(String accepted) {
    return accepted != null
        && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
            .map(coding -> coding.replace(" ", ""))
            .anyMatch(
                coding ->
                    coding.equals("gzip")
                        || coding.startsWith("gzip;") && !coding.matches("gzip;q=0(\\.0*)?"));
  }
}
