package io.impuls.tracking.collector.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Source;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySecretTest {

  @Test
  void saysByItsPrefixWhetherItIsASecretAndHolds256Bits() {
    SecureRandom random = new SecureRandom();

    // 32 bytes are 43 characters of base 64
    assertThat(KeySecret.make(Source.Kind.BACKEND, random)).matches("sk_[A-Za-z0-9_-]{43}");
    assertThat(KeySecret.make(Source.Kind.BROWSER, random)).matches("wk_[A-Za-z0-9_-]{43}");
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      made.add(KeySecret.make(Source.Kind.APP, random));
    }
    assertThat(made).hasSize(1_000);
  }

  /** SHA-256 of "abc" (FIPS 180-2, appendix B.1). */
  @Test
  void isKeptAsSha256() {
    assertThat(KeySecret.hash("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(KeySecret.hash(null)).isNull();
  }
}
