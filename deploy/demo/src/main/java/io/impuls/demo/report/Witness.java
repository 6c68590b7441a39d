package io.impuls.demo.report;

import io.impuls.contracts.Points;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** What the services and the mail server say when asked, besides the topics. */
public interface Witness {

  /** Gives the score that the scoring service answers. */
  Points score(UUID person, String plan);

  /** Gives the scores on every contact card, by person and plan. */
  Map<UUID, Map<String, Points>> cards();

  /** Gives the duplicates that the resolver has counted; empty when it does not say. */
  OptionalLong duplicates();

  /** Gives the send of every mail in the mailboxes of these addresses, one entry a mail. */
  List<String> mails(Collection<String> addresses);

  /** Gives since when the mailboxes exist: they live in memory. */
  Instant mailboxesSince();
}
