package io.impuls.campaign.api;

import io.impuls.campaign.api.CampaignBody.BandBody;
import io.impuls.campaign.api.CampaignBody.MailBody;
import io.impuls.campaign.api.CampaignBody.TagBody;
import io.impuls.campaign.api.CampaignBody.TriggerBody;
import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.MailTemplate;
import io.impuls.campaign.domain.MailTemplates;
import io.impuls.campaign.domain.Trigger;
import io.impuls.contracts.Points;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.Problem.FieldError;
import io.impuls.service.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Checks what a marketer wrote, all of it at once, and makes a campaign of it. */
final class CampaignForm {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int LONGEST_NAME = 200;
  private static final Duration SHORTEST_USEFUL_TIME = Duration.ofSeconds(1);

  private final MailTemplates templates;
  private final List<FieldError> errors = new ArrayList<>();

  CampaignForm(MailTemplates templates) {
    this.templates = templates;
  }

  /** Gives the campaign, or ends the request with everything that is wrong. */
  Campaign read(UUID workspace, String id, CampaignBody body, Instant activeFromDefault) {
    if (body == null) {
      throw new ProblemException(Problem.invalid("", "A campaign is needed in the body"));
    }
    check(ID.matcher(id).matches(), "id", "must match " + ID.pattern());
    check(body.id() == null || body.id().equals(id), "/id", "must be as in the path, or absent");
    check(version(body) >= 0, "/version", "must be 0 or more");
    text(body.name(), "/name");
    check(
        body.purpose() == null || body.purpose().equals(Campaign.PURPOSE),
        "/purpose",
        "must be " + Campaign.PURPOSE);
    Trigger trigger = trigger(body.trigger());
    MailTemplate mail = mail(body.mail(), trigger);
    Duration usefulFor = usefulFor(body.usefulFor());
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid("The campaign is not valid", errors));
    }
    Instant activeFrom = body.activeFrom() == null ? activeFromDefault : body.activeFrom();
    return new Campaign(
        workspace,
        id,
        version(body) + 1,
        body.name().strip(),
        body.active() == null || body.active(),
        trigger,
        mail,
        usefulFor,
        activeFrom.truncatedTo(ChronoUnit.MILLIS));
  }

  static int version(CampaignBody body) {
    return body.version() == null ? 0 : body.version();
  }

  private Trigger trigger(TriggerBody body) {
    if (body == null || (body.band() == null) == (body.tag() == null)) {
      errors.add(new FieldError("/trigger", "must have either band or tag"));
      return null;
    }
    return body.band() != null ? band(body.band()) : tag(body.tag());
  }

  private Trigger band(BandBody band) {
    boolean plan = text(band.plan(), "/trigger/band/plan");
    boolean name = text(band.band(), "/trigger/band/band");
    return plan && name ? new Trigger.BandEntered(band.plan(), band.band()) : null;
  }

  private Trigger tag(TagBody tag) {
    boolean key = text(tag.key(), "/trigger/tag/key");
    BigDecimal atLeast = tag.atLeast();
    if (!check(atLeast != null, "/trigger/tag/atLeast", "is missing") || !key) {
      return null;
    }
    try {
      return new Trigger.TagReached(tag.key(), Points.of(atLeast));
    } catch (ArithmeticException e) {
      errors.add(new FieldError("/trigger/tag/atLeast", "must have at most three decimal places"));
      return null;
    }
  }

  private MailTemplate mail(MailBody body, Trigger trigger) {
    if (!check(body != null, "/mail", "is missing")) {
      return null;
    }
    boolean subject = text(body.subject(), "/mail/subject", Integer.MAX_VALUE);
    boolean content =
        check(body.html() != null || body.text() != null, "/mail", "needs html, text or both");
    if (!subject || !content) {
      return null;
    }
    MailTemplate mail = new MailTemplate(body.subject(), body.html(), body.text());
    Set<String> facts = trigger == null ? Set.of() : trigger.factNames();
    for (MailTemplates.Fault fault : templates.check(mail, facts)) {
      String where = fault.line() > 0 ? "line " + fault.line() + ": " : "";
      errors.add(new FieldError("/mail/" + fault.part(), where + fault.message()));
    }
    return mail;
  }

  private Duration usefulFor(String text) {
    if (text == null) {
      return Campaign.DEFAULT_USEFUL_TIME;
    }
    try {
      Duration usefulFor = Duration.parse(text).truncatedTo(ChronoUnit.SECONDS);
      check(
          usefulFor.compareTo(SHORTEST_USEFUL_TIME) >= 0
              && usefulFor.compareTo(Campaign.LONGEST_USEFUL_TIME) <= 0,
          "/usefulFor",
          "must be from PT1S to P30D");
      return usefulFor;
    } catch (DateTimeParseException e) {
      errors.add(new FieldError("/usefulFor", "is not a duration; write it as PT24H"));
      return null;
    }
  }

  private boolean text(String value, String pointer) {
    return text(value, pointer, LONGEST_NAME);
  }

  private boolean text(String value, String pointer, int longest) {
    return check(value != null && !value.isBlank(), pointer, "is missing")
        && check(value.length() <= longest, pointer, "must have at most " + longest + " characters")
        && check(
            value.chars().noneMatch(Character::isISOControl),
            pointer,
            "must not have control characters");
  }

  private boolean check(boolean holds, String pointer, String message) {
    if (!holds) {
      errors.add(new FieldError(pointer, message));
    }
    return holds;
  }
}
