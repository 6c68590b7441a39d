package io.impuls.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SigningSecretTest {

  /** The example of the Standard Webhooks specification, section "Signature scheme". */
  @Test
  void signsAsTheStandardDoes() {
    SigningSecret secret = SigningSecret.parse("whsec_plJ3nmyCDGBKInavdOK15jsl");

    String signature =
        secret.sign(
            "msg_loFOjxBNrRLzqYUf",
            1731705121,
            "{\"event_type\":\"ping\",\"data\":{\"success\":true}}"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(signature).isEqualTo("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
  }

  @Test
  void signsIdTimeAndBodyAllThree() {
    SigningSecret secret = SigningSecret.parse("whsec_plJ3nmyCDGBKInavdOK15jsl");
    byte[] body = {'a'};

    assertThat(secret.sign("1", 2, body))
        .isNotEqualTo(secret.sign("2", 2, body))
        .isNotEqualTo(secret.sign("1", 3, body))
        .isNotEqualTo(secret.sign("1", 2, new byte[] {'b'}));
  }

  @Test
  void makesSecretsOfTheStandardsLengthAndNeverTheSame() {
    SecureRandom random = new SecureRandom();
    SigningSecret one = SigningSecret.random(random);

    // 32 bytes are 44 characters of base64
    assertThat(one.text()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(SigningSecret.random(random).text()).isNotEqualTo(one.text());
    assertThat(SigningSecret.parse(one.text()).sign("1", 2, new byte[0]))
        .isEqualTo(one.sign("1", 2, new byte[0]));
    assertThat(one.toString()).doesNotContain("whsec_");
    assertThatThrownBy(() -> SigningSecret.parse("secret"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
