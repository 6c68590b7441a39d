package io.impuls.campaign.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.MailTemplate;
import io.impuls.campaign.domain.Saved;
import io.impuls.campaign.domain.Trigger;
import io.impuls.campaign.domain.Trigger.BandEntered;
import io.impuls.campaign.domain.Trigger.TagReached;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table {@code campaigns}: a few rows per workspace. */
final class CampaignTable {

  /** The sort of trigger is the name of the one field that is set. */
  private record TriggerColumn(BandEntered band, TagReached tag) {
    static TriggerColumn of(Trigger trigger) {
      return trigger instanceof BandEntered band
          ? new TriggerColumn(band, null)
          : new TriggerColumn(null, (TagReached) trigger);
    }

    Trigger trigger() {
      return band == null ? tag : band;
    }
  }

  private static final String SELECT =
      "select workspace, id, version, name, active, trigger, mail,"
          + " extract(epoch from useful_for)::bigint as useful_seconds, active_from, updated_at,"
          + " updated_by from campaigns ";

  private static final JsonColumn<TriggerColumn> TRIGGER =
      new JsonColumn<>(new TypeReference<>() {});
  private static final JsonColumn<MailTemplate> MAIL = new JsonColumn<>(new TypeReference<>() {});

  Optional<Saved> find(Connection connection, UUID workspace, String id) throws SQLException {
    return Sql.first(
        connection, CampaignTable::read, SELECT + "where workspace = ? and id = ?", workspace, id);
  }

  List<Saved> all(Connection connection, UUID workspace) throws SQLException {
    return Sql.list(
        connection, CampaignTable::read, SELECT + "where workspace = ? order by id", workspace);
  }

  List<Saved> active(Connection connection) throws SQLException {
    return Sql.list(connection, CampaignTable::read, SELECT + "where active");
  }

  /** Adds a campaign; false when somebody else added one under its id. */
  boolean insert(Connection connection, Campaign c, Instant now, String author)
      throws SQLException {
    return Sql.update(
            connection,
            "insert into campaigns (workspace, id, version, name, active, trigger, mail, useful_for,"
                + " active_from, updated_at, updated_by)"
                + " values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, make_interval(secs => ?), ?, ?, ?)"
                + " on conflict (workspace, id) do nothing",
            c.workspace(),
            c.id(),
            c.version(),
            c.name(),
            c.active(),
            TRIGGER.write(TriggerColumn.of(c.trigger())),
            MAIL.write(c.mail()),
            (double) c.usefulFor().toSeconds(),
            c.activeFrom(),
            now,
            author)
        == 1;
  }

  /** Replaces the version before; false when that is not the current one. */
  boolean update(Connection connection, Campaign c, Instant now, String author)
      throws SQLException {
    return Sql.update(
            connection,
            "update campaigns set version = ?, name = ?, active = ?, trigger = ?::jsonb,"
                + " mail = ?::jsonb, useful_for = make_interval(secs => ?), active_from = ?,"
                + " updated_at = ?, updated_by = ?"
                + " where workspace = ? and id = ? and version = ?",
            c.version(),
            c.name(),
            c.active(),
            TRIGGER.write(TriggerColumn.of(c.trigger())),
            MAIL.write(c.mail()),
            (double) c.usefulFor().toSeconds(),
            c.activeFrom(),
            now,
            author,
            c.workspace(),
            c.id(),
            c.version() - 1)
        == 1;
  }

  private static Saved read(ResultSet row) throws SQLException {
    Campaign campaign =
        new Campaign(
            row.getObject("workspace", UUID.class),
            row.getString("id"),
            row.getInt("version"),
            row.getString("name"),
            row.getBoolean("active"),
            TRIGGER.read(row.getString("trigger")).trigger(),
            MAIL.read(row.getString("mail")),
            Duration.ofSeconds(row.getLong("useful_seconds")),
            Sql.instant(row, "active_from"));
    return new Saved(campaign, Sql.instant(row, "updated_at"), row.getString("updated_by"));
  }
}
