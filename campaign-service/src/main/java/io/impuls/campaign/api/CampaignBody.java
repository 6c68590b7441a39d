package io.impuls.campaign.api;

import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.MailTemplate;
import io.impuls.campaign.domain.Saved;
import io.impuls.campaign.domain.Trigger;
import io.impuls.contracts.Points;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A campaign as it is written and read.
 *
 * @param id set by the path; shown when read
 * @param version when writing the version that was read, 0 or absent for a new campaign; when read
 *     the current one
 * @param name shown name
 * @param active false pauses it; default true
 * @param trigger what must happen
 * @param mail what to send
 * @param purpose {@code marketing_email}, the only one so far; may be absent
 * @param usefulFor ISO 8601 duration: greatest age of a trigger; default {@code PT24H}, at most
 *     {@code P30D}
 * @param activeFrom triggers before this are ignored; default the time of the first save
 * @param updatedAt shown when read
 * @param updatedBy shown when read
 */
public record CampaignBody(
    String id,
    Integer version,
    String name,
    Boolean active,
    TriggerBody trigger,
    MailBody mail,
    String purpose,
    String usefulFor,
    Instant activeFrom,
    Instant updatedAt,
    String updatedBy) {

  /** Exactly one of both. */
  public record TriggerBody(BandBody band, TagBody tag) {}

  /** The band {@code band} of the plan {@code plan} is entered. */
  public record BandBody(String plan, String band) {}

  /** The tag {@code key} reaches {@code atLeast} points. */
  public record TagBody(String key, BigDecimal atLeast) {}

  /** Qute templates; html, text or both. */
  public record MailBody(String subject, String html, String text) {}

  static CampaignBody of(Saved saved) {
    Campaign campaign = saved.campaign();
    MailTemplate mail = campaign.mail();
    return new CampaignBody(
        campaign.id(),
        campaign.version(),
        campaign.name(),
        campaign.active(),
        trigger(campaign.trigger()),
        new MailBody(mail.subject(), mail.html(), mail.text()),
        Campaign.PURPOSE,
        campaign.usefulFor().toString(),
        campaign.activeFrom(),
        saved.updatedAt(),
        saved.updatedBy());
  }

  private static TriggerBody trigger(Trigger trigger) {
    if (trigger instanceof Trigger.BandEntered entered) {
      return new TriggerBody(new BandBody(entered.plan(), entered.band()), null);
    }
    Trigger.TagReached reached = (Trigger.TagReached) trigger;
    return new TriggerBody(null, new TagBody(reached.key(), decimal(reached.atLeast())));
  }

  private static BigDecimal decimal(Points points) {
    return points.decimal();
  }
}
