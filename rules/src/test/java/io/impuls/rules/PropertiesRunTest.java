package io.impuls.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** jqwik is an engine of its own: without it every property would silently not run. */
class PropertiesRunTest {

  /** Not named a test, so that only the launcher below runs it. */
  static class FalseClaim {
    @Property
    void everyNumberIsSmall(@ForAll int number) {
      assertThat(number).isLessThan(1_000);
    }
  }

  @Test
  void aFalsePropertyFails() {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(FalseClaim.class))
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .build();

    LauncherFactory.create().execute(request, listener);

    assertThat(listener.getSummary().getTestsFailedCount()).isEqualTo(1);
  }
}
