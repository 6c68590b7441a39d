package io.impuls.campaign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @Test
  void isLowerCaseWithoutBlanks() {
    assertThat(EmailAddress.of(" Ann@Example.TEST "))
        .contains(new EmailAddress("ann@example.test"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "@example.test",
        "ann@",
        "ann@example.test\r\nBcc: all@example.test",
        "ann@example.test, ben@example.test",
        "<ann@example.test>",
        "a nn@example.test",
        "żółw@example.test",
        "ann@ben@example.test"
      })
  void isNothingThatAMailCannotGoTo(String text) {
    assertThat(EmailAddress.of(text)).isEmpty();
  }

  @Test
  void hashesDifferPerWorkspaceAndHideTheAddress() {
    EmailAddress ann = new EmailAddress("ann@example.test");
    UUID other = UUID.randomUUID();

    assertThat(ann.hash(Samples.WORKSPACE)).hasSize(64).isNotEqualTo(ann.hash(other));
    assertThat(ann.toString()).doesNotContain("ann");
  }
}
