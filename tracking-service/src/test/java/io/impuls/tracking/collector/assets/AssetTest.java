package io.impuls.tracking.collector.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class AssetTest {

  private static final String SCRIPT = "/io/impuls/tracking/collector/script/t.js";

  @Test
  void theBrowserScriptIsUnderSixKilobytesPacked() {
    Asset script = Asset.load(SCRIPT).orElseThrow();

    assertThat(script.packed()).hasSizeLessThan(6_000);
    assertThat(script.contentType()).isEqualTo("text/javascript;charset=utf-8");
    assertThat(new String(script.plain(), StandardCharsets.UTF_8)).contains("page.viewed");
  }

  @Test
  void bothFormsAreTheSame() throws IOException {
    Asset script = Asset.load(SCRIPT).orElseThrow();

    try (GZIPInputStream unpacked =
        new GZIPInputStream(new ByteArrayInputStream(script.packed()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(script.plain());
    }
  }

  @Test
  void theTagFollowsTheContent() {
    Asset script = Asset.load(SCRIPT).orElseThrow();
    Asset page = Asset.load("/io/impuls/tracking/demoshop/index.html").orElseThrow();

    assertThat(script.tag()).matches("W/\"[0-9a-f]{32}\"").isNotEqualTo(page.tag());
    assertThat(Asset.load(SCRIPT).orElseThrow().tag()).isEqualTo(script.tag());
  }

  @Test
  void whatDoesNotExistIsNoAsset() {
    assertThat(Asset.load("/io/impuls/tracking/demoshop/nothing.html")).isEmpty();
  }

  @Test
  void packedOnlyForThoseWhoTakeIt() {
    assertThat(AssetAnswer.takesGzip("deflate, GZIP;q=0.8, br")).isTrue();
    assertThat(AssetAnswer.takesGzip("br;q=1.0, gzip")).isTrue();
    assertThat(AssetAnswer.takesGzip("gzip;q=0, br")).isFalse();
    assertThat(AssetAnswer.takesGzip("gzip; q=0.000")).isFalse();
    assertThat(AssetAnswer.takesGzip("identity")).isFalse();
    assertThat(AssetAnswer.takesGzip(null)).isFalse();
  }
}
