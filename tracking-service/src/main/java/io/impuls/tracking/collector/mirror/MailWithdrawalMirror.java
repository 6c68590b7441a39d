package io.impuls.tracking.collector.mirror;

import io.impuls.contracts.message.MailWithdrawal;
import io.impuls.contracts.topic.Topics;
import io.impuls.tracking.collector.domain.MailReaders;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who withdrew the consent to be watched reading mails, in memory: some hundred bytes each, and
 * nothing of anybody else.
 */
public final class MailWithdrawalMirror implements MailReaders, AutoCloseable {

  private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
  private final TopicMirror<MailWithdrawal> mirror;

  /** Makes the mirror; nothing runs before {@link #start}. */
  public MailWithdrawalMirror(String bootstrapServers, String instanceId) {
    mirror =
        new TopicMirror<>(
            Topics.MAIL_WITHDRAWALS, bootstrapServers, "mail-readers-" + instanceId, this::take);
  }

  /** Begins to follow the topic; returns at once. */
  public void start() {
    mirror.start();
  }

  /** Whether everybody is known who stood on the topic at the start. */
  public boolean loaded() {
    return mirror.loaded();
  }

  @Override
  public boolean withdrew(UUID workspace, UUID person) {
    return withdrawn.contains(MailWithdrawal.key(workspace, person));
  }

  private void take(String key, MailWithdrawal withdrawal) {
    if (withdrawal == null) {
      withdrawn.remove(key);
    } else {
      withdrawn.add(key);
    }
  }

  @Override
  public void close() {
    mirror.close();
  }
}
