package io.impuls.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealingKeysTest {

  private static final String OLD = key("old", 1);
  private static final String NEW = key("new", 2);

  private final SigningSecret secret = SigningSecret.random(new SecureRandom());

  @Test
  void opensWhatItSealedForTheSameOwnerOnly() {
    SealingKeys keys = new SealingKeys(List.of(OLD));

    String sealed = keys.seal(secret, "w|1");

    assertThat(sealed).startsWith("old:").doesNotContain(secret.text().substring(6));
    assertThat(keys.open(sealed, "w|1").orElseThrow().text()).isEqualTo(secret.text());
    assertThat(keys.open(sealed, "w|2")).isEmpty();
    assertThat(keys.seal(secret, "w|1")).isNotEqualTo(sealed);
  }

  @Test
  void sealsByTheFirstKeyAndOpensByAll() {
    String before = new SealingKeys(List.of(OLD)).seal(secret, "w|1");
    SealingKeys rotated = new SealingKeys(List.of(NEW, OLD));

    assertThat(rotated.open(before, "w|1").orElseThrow().text()).isEqualTo(secret.text());
    assertThat(rotated.seal(secret, "w|1")).startsWith("new:");
    assertThat(new SealingKeys(List.of(NEW)).open(before, "w|1")).isEmpty();
  }

  @Test
  void opensNothingThatWasChanged() {
    SealingKeys keys = new SealingKeys(List.of(OLD));
    String sealed = keys.seal(secret, "w|1");
    byte[] bytes = Base64.getDecoder().decode(sealed.substring("old:".length()));
    bytes[bytes.length - 1] ^= 1;

    assertThat(keys.open("old:" + Base64.getEncoder().encodeToString(bytes), "w|1")).isEmpty();
    assertThat(keys.open("old:AAAA", "w|1")).isEmpty();
    assertThat(keys.open("old:?", "w|1")).isEmpty();
    assertThat(keys.open("old", "w|1")).isEmpty();
  }

  @Test
  void refusesWhatIsNoKeyWithoutQuotingIt() {
    String half = "key:" + Base64.getEncoder().encodeToString(new byte[16]);
    for (String setting : List.of("secretsecret", half, "key:???")) {
      assertThatThrownBy(() -> new SealingKeys(List.of(setting)))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .contains("base64")
          .doesNotContain(setting);
    }
    assertThatThrownBy(() -> new SealingKeys(List.of(OLD, OLD))).hasMessageContaining("old");
    assertThat(new SealingKeys(List.of()).any()).isFalse();
  }

  private static String key(String id, int filling) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) filling;
    return id + ":" + Base64.getEncoder().encodeToString(bytes);
  }
}
