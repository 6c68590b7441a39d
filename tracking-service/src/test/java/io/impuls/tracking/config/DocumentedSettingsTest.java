package io.impuls.tracking.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.message.MessageKeys;
import io.impuls.tracking.Documented;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

/** The settings that docs/tracking.md shows mean what it says. */
class DocumentedSettingsTest {

  @Test
  void keysOfLinksAreThoseOfBothServices() throws Exception {
    Map<String, String> shown = properties("Mail links");
    List<String> keys =
        of(new PropertiesConfigSource(shown, "page", 300)).messages().keys().orElseThrow();

    assertThat(shown.get("impuls.campaign.links.keys")).isEqualTo(keys.get(0));
    assertThat(MessageKeys.parse(keys)).isNotEqualTo(MessageKeys.NONE);
  }

  @Test
  void aWebhookIsMadeOfItsSettings() throws Exception {
    Map<String, WebhookConfig> webhooks =
        of(new PropertiesConfigSource(properties("Webhooks"), "page", 300)).webhooks();

    assertThat(webhooks).containsOnlyKeys("mail");
    assertThat(webhooks.get("mail").provider()).isEqualTo(WebhookConfig.Provider.SENDGRID);
    assertThat(webhooks.get("mail").secret()).isPresent();
  }

  @Test
  void aWebhookIsMadeOfItsEnvironment() throws Exception {
    Map<String, String> shown = new HashMap<>();
    Documented.blocks("Webhooks", "text")
        .get(0)
        .lines()
        .map(line -> line.split("=", 2))
        .forEach(parts -> shown.put(parts[0], parts[1]));

    Map<String, WebhookConfig> webhooks = of(new EnvConfigSource(shown, 300)).webhooks();

    assertThat(webhooks).containsOnlyKeys("sms");
    WebhookConfig sms = webhooks.get("sms");
    assertThat(sms.provider()).isEqualTo(WebhookConfig.Provider.SMSAPI);
    // with it the command below it on the page is answered
    assertThat(sms.secret().orElseThrow()).containsExactly("s3cret");
  }

  private static Map<String, String> properties(String section) throws Exception {
    Properties read = new Properties();
    read.load(new StringReader(Documented.blocks(section, "properties").get(0)));
    Map<String, String> shown = new HashMap<>();
    read.forEach((name, value) -> shown.put((String) name, (String) value));
    return shown;
  }

  private static TrackingConfig of(ConfigSource source) {
    return new SmallRyeConfigBuilder()
        .withSources(source)
        .withConverter(MemorySize.class, 100, new MemorySizeConverter())
        .withMapping(TrackingConfig.class)
        .build()
        .getConfigMapping(TrackingConfig.class);
  }
}
