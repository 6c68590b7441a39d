package io.impuls.tracking.collector.snowplow;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.KnownApps;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.protocol.Arrivals;

/** What the ways of a tracker have in common. */
abstract class Tracker implements IntakeProtocol {

  private final KnownApps apps;
  private final SnowplowSettings settings;

  Tracker(KnownApps apps, SnowplowSettings settings) {
    this.apps = apps;
    this.settings = settings;
  }

  SnowplowSettings settings() {
    return settings;
  }

  TrackerIntake intake(IntakeRequest request) {
    return new TrackerIntake(apps, settings, request);
  }

  static boolean mayCome(TrackingSource source, IntakeRequest request) {
    return source.kind() == Source.Kind.BACKEND || Arrivals.originAllowed(source, request);
  }

  static Judgement now(Reply reply) {
    return new Judgement.AnswerNow(reply);
  }

  @Override
  public Reply later() {
    return Answers.later();
  }

  @Override
  public Reply tooLarge(int most) {
    return Answers.tooLarge(most);
  }

  @Override
  public Reply notUnpackable() {
    return Answers.malformed();
  }
}
