package io.impuls.campaign.config;

import io.impuls.campaign.delivery.Deliverer;
import io.impuls.campaign.delivery.MailServer;
import io.impuls.campaign.delivery.SmtpSender;
import io.impuls.campaign.domain.Audience;
import io.impuls.campaign.domain.Backoff;
import io.impuls.campaign.domain.Campaigns;
import io.impuls.campaign.domain.Handovers;
import io.impuls.campaign.domain.Ledger;
import io.impuls.campaign.domain.MailLinks;
import io.impuls.campaign.domain.MailTemplates;
import io.impuls.campaign.domain.Outbox;
import io.impuls.campaign.domain.SendRecords;
import io.impuls.campaign.domain.Sender;
import io.impuls.campaign.metrics.CampaignMetrics;
import io.impuls.campaign.metrics.MicrometerCampaignMetrics;
import io.impuls.campaign.publish.KafkaPublisher;
import io.impuls.campaign.store.Leadership;
import io.impuls.campaign.store.PostgresAudience;
import io.impuls.campaign.store.PostgresCampaigns;
import io.impuls.campaign.store.PostgresHandovers;
import io.impuls.campaign.store.PostgresLedger;
import io.impuls.campaign.store.PostgresOutbox;
import io.impuls.campaign.store.PostgresSendRecords;
import io.impuls.campaign.store.Transactions;
import io.impuls.campaign.template.QuteMailTemplates;
import io.impuls.campaign.template.TemplateBounds;
import io.impuls.campaign.trigger.ActiveCampaigns;
import io.impuls.campaign.trigger.ChangeHandler;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.service.config.InstanceConfig;
import io.impuls.service.metrics.MicrometerReaderMetrics;
import io.impuls.service.topic.DeadLetterTopic;
import io.impuls.service.topic.TopicReader;
import io.impuls.service.topic.TopicReaderSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Makes the service's objects; they know nothing of the container. */
public class Wiring {

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  Transactions transactions(DataSource database) {
    return new Transactions(database);
  }

  @Produces
  @Singleton
  Campaigns campaigns(Transactions transactions, InstantSource clock) {
    return new PostgresCampaigns(transactions, clock);
  }

  @Produces
  @Singleton
  Audience audience(Transactions transactions, InstantSource clock) {
    return new PostgresAudience(transactions, clock);
  }

  @Produces
  @Singleton
  Ledger ledger(Transactions transactions, InstantSource clock) {
    return new PostgresLedger(transactions, clock);
  }

  @Produces
  @Singleton
  SendRecords records(Transactions transactions, InstantSource clock) {
    return new PostgresSendRecords(transactions, clock);
  }

  @Produces
  @Singleton
  Outbox outbox(Transactions transactions) {
    return new PostgresOutbox(transactions);
  }

  @Produces
  @Singleton
  Handovers handovers(
      Transactions transactions, DataSource database, CampaignConfig config, InstantSource clock) {
    return new PostgresHandovers(
        transactions, new Leadership(database), backoff(config.delivery()), clock);
  }

  @Produces
  @Singleton
  MailTemplates templates(CampaignConfig config) {
    CampaignConfig.Template bounds = config.template();
    return new QuteMailTemplates(
        new TemplateBounds(bounds.sourceChars(), bounds.outputChars(), bounds.renderTime()));
  }

  @Produces
  @Singleton
  Sender sender(ReactiveMailer mailer, CampaignConfig config) {
    CampaignConfig.Delivery delivery = config.delivery();
    return new SmtpSender(mailer, delivery.messageIdDomain(), delivery.answerBound());
  }

  @Produces
  @Singleton
  MailLinks links(CampaignConfig config) {
    CampaignConfig.Links links = config.links();
    if (links.keys().isPresent() != links.collectorUrl().isPresent()) {
      throw new IllegalStateException(
          "impuls.campaign.links needs both keys and collector-url, or neither");
    }
    return links.keys().isEmpty()
        ? MailLinks.NONE
        : new MailLinks(
            MessageKeys.parse(links.keys().get()),
            links.collectorUrl().get(),
            links.trackingConsent() == CampaignConfig.TrackingConsent.ASSUMED,
            links.provider().orElse(null));
  }

  @Produces
  @Singleton
  MailServer mailServer(CampaignConfig config) {
    return new MailServer(backoff(config.delivery()));
  }

  @Produces
  @Singleton
  Deliverer deliverer(
      Handovers handovers,
      MailTemplates templates,
      MailLinks links,
      Sender sender,
      MailServer server,
      CampaignMetrics metrics,
      InstantSource clock) {
    return new Deliverer(handovers, templates, links, sender, server, metrics, clock);
  }

  @Produces
  @Singleton
  CampaignMetrics metrics(MeterRegistry registry) {
    return new MicrometerCampaignMetrics(registry);
  }

  @Produces
  @Singleton
  KafkaPublisher publisher(InstanceConfig instance) {
    return KafkaPublisher.to(instance.kafka().bootstrapServers(), "campaign-outbox");
  }

  @Produces
  @Singleton
  DeadLetterTopic deadLetters(InstanceConfig instance) {
    return new DeadLetterTopic(instance.kafka().bootstrapServers(), "campaign");
  }

  void close(@Disposes DeadLetterTopic deadLetters) {
    deadLetters.close();
  }

  @Produces
  @Singleton
  TopicReader reader(
      InstanceConfig instance,
      CampaignConfig config,
      Campaigns campaigns,
      Audience audience,
      Ledger ledger,
      CampaignMetrics metrics,
      InstantSource clock,
      DeadLetterTopic deadLetters,
      MeterRegistry registry) {
    ChangeHandler handler =
        new ChangeHandler(new ActiveCampaigns(campaigns, clock), audience, ledger, metrics);
    MicrometerReaderMetrics readerMetrics =
        new MicrometerReaderMetrics(registry, "campaign.trigger");
    TopicReader reader =
        new TopicReader(
            TopicReaderSettings.of(
                instance.kafka().bootstrapServers(),
                config.consumerGroup(),
                instance.instanceId().orElse(null)),
            ChangeHandler.topics(),
            handler,
            deadLetters,
            readerMetrics);
    readerMetrics.bind(reader);
    return reader;
  }

  static Backoff backoff(CampaignConfig.Delivery delivery) {
    return new Backoff(delivery.firstBackoff(), delivery.longestBackoff());
  }
}
