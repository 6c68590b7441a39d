package io.impuls.embedded.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookKeysTest {

  @Test
  void makesOneKeyOf32BytesForADirectory(@TempDir Path directory, @TempDir Path other) {
    String keys = WebhookKeys.in(directory);

    assertThat(keys).startsWith("dev:");
    assertThat(Base64.getDecoder().decode(keys.substring("dev:".length()))).hasSize(32);
    assertThat(WebhookKeys.in(directory)).isEqualTo(keys);
    assertThat(WebhookKeys.in(other)).isNotEqualTo(keys);
  }
}
