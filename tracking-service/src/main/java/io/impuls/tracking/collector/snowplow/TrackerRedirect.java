package io.impuls.tracking.collector.snowplow;

import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.KnownApps;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.protocol.EventJudge;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A click on a link that leads over here: recorded, and sent on to an allowed host only. */
public final class TrackerRedirect extends Tracker {

  /** The route. */
  public static final String PATH = "/r/tp2";

  /** How long somebody on the way to a page waits for Kafka. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Makes the route of the sources it serves. */
  public TrackerRedirect(KnownApps apps, SnowplowSettings settings) {
    super(apps, settings);
  }

  @Override
  public Judgement judge(IntakeRequest request) {
    Map<String, String> sent = QueryFields.of(request.query());
    Optional<String> target = allowed(sent.get("u"));
    if (target.isEmpty()) {
      return now(Answers.notAllowed());
    }
    Reply onwards = Answers.onwards(target.get());
    TrackerIntake intake = intake(request);
    Map<String, String> said = new LinkedHashMap<>(sent);
    said.put("e", "ue");
    said.putIfAbsent("p", "web");
    said.putIfAbsent("tv", "redirect");
    said.remove("ue_px");
    said.put("ue_pr", LinkClick.json(target.get()));
    TrackerFields fields = new TrackerFields(said);
    return intake
        .source(fields)
        .or(intake::source)
        .<Judgement>map(
            source -> {
              Verdict verdict =
                  intake.judge(
                      fields,
                      source,
                      EventJudge.Payload.whole(request.query().getBytes(StandardCharsets.UTF_8)));
              return new Judgement.Store(
                  List.of(verdict),
                  intake.visitor().set(onwards),
                  Optional.of(new Judgement.Unstored(onwards, PATIENCE)));
            })
        // nobody's click: whoever clicked wants to get there all the same
        .orElseGet(() -> now(onwards));
  }

  /** Somebody on the way to a page is sent on, with or without Kafka. */
  @Override
  public boolean needsKafka() {
    return false;
  }

  private Optional<String> allowed(String target) {
    if (target == null) {
      return Optional.empty();
    }
    URI address;
    try {
      address = URI.create(target.strip());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    boolean web =
        "https".equalsIgnoreCase(address.getScheme())
            || "http".equalsIgnoreCase(address.getScheme());
    return web
            && address.getHost() != null
            && address.getRawUserInfo() == null
            && settings().redirectHosts().contains(address.getHost().toLowerCase(Locale.ROOT))
        ? Optional.of(address.toASCIIString())
        : Optional.empty();
  }
}
