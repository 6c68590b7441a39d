package io.impuls.campaign.flow;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Lets mails lead their links through a collector. */
public class LinkSettings implements QuarkusTestResourceLifecycleManager {

  static final String KEY = "k1:a secret of 45 letters for the campaign tests";
  static final String COLLECTOR = "https://t.shop.example";

  @Override
  public Map<String, String> start() {
    return Map.of(
        "impuls.campaign.links.keys", KEY, "impuls.campaign.links.collector-url", COLLECTOR);
  }

  @Override
  public void stop() {
    // nothing runs
  }
}
