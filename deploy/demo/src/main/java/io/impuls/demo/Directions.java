package io.impuls.demo;

import io.impuls.demo.definitions.DemoDefinitions;
import io.impuls.demo.report.Report;
import io.impuls.demo.stack.RunningStack;
import java.net.URI;

/** Where to go from the report: addresses, and three commands to try. */
final class Directions {

  private Directions() {}

  static String of(RunningStack stack, Report report) {
    URI scoring = stack.service("scoring");
    URI contact = stack.service("contact");
    String person = report.best().isEmpty() ? "PERSON" : report.best().get(0).person().toString();
    return """
    SERVICES
      tracking     %s   (API at /q/openapi, metrics at /q/metrics, health at /q/health)
      scoring      %s
      segmentation %s
      contact      %s
      campaign     %s
      Kafka        %s

    TRY
      TOKEN=$(./dev token --role marketer)
      curl -s %s/v1/scores/%s/why -H "Authorization: Bearer $TOKEN"
      curl -s %s/v1/contacts/%s -H "Authorization: Bearer $TOKEN"
      curl -s "%s/v1/plans/%s/top?n=10" -H "Authorization: Bearer $TOKEN"
    """
        .formatted(
            stack.service("tracking"),
            scoring,
            stack.service("segmentation"),
            contact,
            stack.service("campaign"),
            stack.kafka(),
            scoring,
            person,
            contact,
            person,
            scoring,
            DemoDefinitions.PLAN);
  }
}
