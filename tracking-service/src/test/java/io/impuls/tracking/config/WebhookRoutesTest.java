package io.impuls.tracking.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.impuls.contracts.message.MessageKeys;
import io.impuls.tracking.collector.webhook.Provider;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators set, as variables of the environment, is what a provider is made of. */
class WebhookRoutesTest {

  private static final String PREFIX = "IMPULS_TRACKING_WEBHOOKS__HOOK__";

  @ParameterizedTest
  @CsvSource({
    "sendgrid,sendgrid,SECRET,KEY",
    "MAILGUN,mailgun,SECRET,abc",
    "ses,ses,TOPICS,'arn:aws:sns:eu-central-1:1:a,arn:aws:sns:eu-central-1:1:b'",
    "postmark,postmark,SECRET,a:b",
    "smsapi,smsapi,SECRET,'new,old'"
  })
  void makesAProviderOfItsSettings(String provider, String name, String setting, String value)
      throws Exception {
    Map<String, String> variables = new HashMap<>();
    variables.put("PROVIDER", provider);
    variables.put(setting, value.equals("KEY") ? publicKey() : value);

    assertThat(made(variables).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"twilio,secret", "ses,topics", "smsapi,secret"})
  void saysWhichSettingIsMissing(String provider, String missing) {
    assertThatIllegalStateException()
        .isThrownBy(() -> made(Map.of("PROVIDER", provider)))
        .withMessage("impuls.tracking.webhooks.\"hook\".%s is missing".formatted(missing));
  }

  @Test
  void twilioNeedsTheAddressThatItCalls() {
    assertThatIllegalStateException()
        .isThrownBy(() -> made(Map.of("PROVIDER", "twilio", "SECRET", "token")))
        .withMessageContaining("public-url");
    assertThat(
            made(Map.of(
                    "PROVIDER",
                    "twilio",
                    "SECRET",
                    "token",
                    "PUBLIC_URL",
                    "https://t.shop.example/v1/webhooks/hook"))
                .name())
        .isEqualTo("twilio");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "*", ":name", "", "zażółć"})
  void aNameThatIsAPatternStopsTheStart(String name) {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new WebhookRoutes(protocol -> null, MessageKeys.NONE, (hook, why) -> {})
                    .open(null, Collections.singletonMap(name, null)))
        .withMessageContaining("name");
  }

  private static Provider made(Map<String, String> settings) {
    Map<String, String> variables = new HashMap<>();
    variables.put(PREFIX + "WORKSPACE", "00000000-0000-4000-8000-000000000001");
    settings.forEach((name, value) -> variables.put(PREFIX + name, value));
    Map<String, WebhookConfig> webhooks =
        new SmallRyeConfigBuilder()
            .withSources(new EnvConfigSource(variables, 300))
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withMapping(TrackingConfig.class)
            .build()
            .getConfigMapping(TrackingConfig.class)
            .webhooks();
    assertThat(webhooks).containsOnlyKeys("hook");
    return new WebhookRoutes(protocol -> null, MessageKeys.NONE, (name, why) -> {})
        .provider("hook", webhooks.get("hook"));
  }

  private static String publicKey() throws Exception {
    KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
    ec.initialize(256);
    return Base64.getEncoder().encodeToString(ec.generateKeyPair().getPublic().getEncoded());
  }
}
