package io.impuls.contact.config;

import io.impuls.service.topic.TopicReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The order of the start, on a thread of its own: PostgreSQL, Cassandra, then the topics. Each step
 * is tried until it succeeds, while the service is alive and not ready.
 */
@Singleton
public class Start {

  private static final Logger LOG = Logger.getLogger(Start.class);

  private final Databases databases;
  private final TopicReader reader;
  private final ProjectionConfig config;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "contact-start");

  public Start(Databases databases, TopicReader reader, ProjectionConfig config) {
    this.databases = databases;
    this.reader = reader;
    this.config = config;
  }

  void begin(@Observes StartupEvent event) {
    thread.start();
  }

  void end(@Observes ShutdownEvent event) throws InterruptedException {
    stopping.countDown();
    thread.interrupt();
    thread.join();
    reader.close();
    databases.close();
  }

  private void run() {
    if (attempt("cards", databases::migrate) && attempt("timelines", databases::connect)) {
      reader.start();
      LOG.info("projection started");
    }
  }

  private boolean attempt(String name, Runnable step) {
    long wait = config.firstBackoff().toMillis();
    while (stopping.getCount() > 0) {
      try {
        step.run();
        LOG.infof("database is ready store=%s", name);
        return true;
      } catch (RuntimeException e) {
        LOG.warnf(
            "database is not ready, will be tried again store=%s cause=%s",
            name, e.getClass().getSimpleName());
        LOG.debug("cause", e);
      }
      try {
        stopping.await(wait, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return false;
      }
      wait = Math.min(wait * 2, config.longestBackoff().toMillis());
    }
    return false;
  }
}
