package io.impuls.tracking.collector.domain;

import java.util.UUID;

/** Port: whether links of mails may tell what their readers do. */
public interface MailReaders {

  /** Whether a person withdrew the consent to be watched reading mails; never blocks. */
  boolean withdrew(UUID workspace, UUID person);
}
