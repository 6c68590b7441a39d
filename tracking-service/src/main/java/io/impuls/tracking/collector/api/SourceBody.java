package io.impuls.tracking.collector.api;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource.ConsentPolicy;
import io.impuls.contracts.source.TrackingSource.DoNotTrack;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.Problem.FieldError;
import io.impuls.service.problem.ProblemException;
import io.impuls.tracking.collector.domain.SourceSettings;
import io.impuls.tracking.handover.SourceFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A source as an operator sends it; everything but {@code id} and {@code kind} may be absent, and
 * those too where the source is there already: it keeps them.
 */
public record SourceBody(
    String id,
    Source.Kind kind,
    List<String> origins,
    List<String> hosts,
    List<String> eventTypes,
    Duration latenessHorizon,
    Integer eventsPerSecond,
    List<String> appIds,
    ConsentPolicy consent,
    DoNotTrack doNotTrack) {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}");
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:-]{0,254}");
  private static final Pattern NAME = Pattern.compile("[\\p{Alnum}._-]{1,255}");

  /** Entries of a list: a source that needs more is several. */
  private static final int LONGEST_LIST = 100;

  private static final int HIGHEST_RATE = 1_000_000;

  /**
   * Gives the settings.
   *
   * @throws ProblemException (400) that names every fault at once
   */
  SourceSettings settings() {
    return settings(new ArrayList<>());
  }

  /**
   * Gives the settings in place of those of a source there is.
   *
   * @throws ProblemException (400) that names every fault at once
   */
  SourceSettings settingsOf(String source, Source.Kind itsKind) {
    List<FieldError> errors = new ArrayList<>();
    if (id != null && !id.equals(source)) {
      errors.add(new FieldError("/id", "is part of every event's id and cannot be changed"));
    }
    if (kind != null && kind != itsKind) {
      errors.add(
          new FieldError(
              "/kind", "is that of its keys and cannot be changed: make another source"));
    }
    return new SourceBody(
            source,
            itsKind,
            origins,
            hosts,
            eventTypes,
            latenessHorizon,
            eventsPerSecond,
            appIds,
            consent,
            doNotTrack)
        .settings(errors);
  }

  private SourceSettings settings(List<FieldError> errors) {
    if (id == null || !ID.matcher(id).matches()) {
      errors.add(
          new FieldError("/id", "must be 1 to 64 of a-z, 0-9, '.', '_' and '-', such as 'site'"));
    }
    if (kind == null || kind == Source.Kind.CAMPAIGN) {
      errors.add(new FieldError("/kind", "must be BROWSER, APP or BACKEND"));
    }
    check(errors, "origins", origins, ORIGIN, "must be an origin, such as https://shop.example");
    check(errors, "hosts", hosts, HOST, "must be a host name, such as shop.example");
    check(errors, "eventTypes", eventTypes, TYPE, "must be a type, such as page.viewed");
    check(errors, "appIds", appIds, NAME, "must be a name of letters, digits, '.', '_' and '-'");
    if (latenessHorizon != null
        && (latenessHorizon.isNegative()
            || latenessHorizon.compareTo(SourceFacts.LONGEST_HORIZON) > 0)) {
      errors.add(new FieldError("/latenessHorizon", "must be at most P30D"));
    }
    if (eventsPerSecond != null && (eventsPerSecond < 1 || eventsPerSecond > HIGHEST_RATE)) {
      errors.add(new FieldError("/eventsPerSecond", "must be 1 to " + HIGHEST_RATE));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          Problem.invalid("The source has %d problem(s)".formatted(errors.size()), errors));
    }
    return new SourceSettings(
        id,
        kind,
        origins,
        hosts,
        eventTypes,
        latenessHorizon,
        eventsPerSecond,
        appIds,
        consent,
        doNotTrack);
  }

  private static void check(
      List<FieldError> errors, String field, List<String> values, Pattern form, String message) {
    if (values == null) {
      return;
    }
    if (values.size() > LONGEST_LIST) {
      errors.add(new FieldError("/" + field, "must not have more than 100 entries"));
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) == null || !form.matcher(values.get(i)).matches()) {
        errors.add(new FieldError("/" + field + "/" + i, message));
      }
    }
  }
}
