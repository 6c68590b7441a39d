package io.impuls.campaign.store;

import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.Campaigns;
import io.impuls.campaign.domain.Saved;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps campaigns. */
public final class PostgresCampaigns implements Campaigns {

  private final Transactions transactions;
  private final InstantSource clock;
  private final CampaignTable table = new CampaignTable();

  public PostgresCampaigns(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Optional<Saved> find(UUID workspace, String id) {
    return transactions.run(connection -> table.find(connection, workspace, id));
  }

  @Override
  public List<Saved> all(UUID workspace) {
    return transactions.run(connection -> table.all(connection, workspace));
  }

  @Override
  public List<Campaign> active() {
    return transactions.run(
        connection -> table.active(connection).stream().map(Saved::campaign).toList());
  }

  @Override
  public SaveOutcome save(Campaign proposal, int readVersion, String author) {
    return transactions.run(connection -> save(connection, proposal, readVersion, author));
  }

  private SaveOutcome save(Connection connection, Campaign proposal, int readVersion, String author)
      throws SQLException {
    Optional<Saved> current = table.find(connection, proposal.workspace(), proposal.id());
    if (current.isPresent() && proposal.sameContentAs(current.get().campaign())) {
      return new SaveOutcome.Kept(current.get(), false);
    }
    int currentVersion = current.map(saved -> saved.campaign().version()).orElse(0);
    Campaign next = proposal.withVersion(readVersion + 1);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (currentVersion == readVersion) {
      boolean kept =
          readVersion == 0
              ? table.insert(connection, next, now, author)
              : table.update(connection, next, now, author);
      if (kept) {
        return new SaveOutcome.Kept(new Saved(next, now, author), true);
      }
    }
    return new SaveOutcome.Stale(
        table
            .find(connection, proposal.workspace(), proposal.id())
            .map(saved -> saved.campaign().version())
            .orElse(0));
  }
}
