package io.impuls.service.webhook;

import io.impuls.contracts.webhook.Webhook;
import io.impuls.contracts.webhook.Webhook.State;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;

/**
 * Takes what users ask of webhooks, each in their workspace. Its methods block; what they refuse
 * ends the request with a problem that says what to change.
 */
public final class WebhookDesk {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** Two users seldom change one webhook at a time; the service itself may join them. */
  private static final int TRIES = 3;

  private final WebhookSettings settings;
  private final WebhookRegister register;
  private final WebhookPlaces places;
  private final OrderCheck orders;
  private final Courier courier;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  WebhookDesk(
      WebhookSettings settings,
      WebhookRegister register,
      WebhookPlaces places,
      OrderCheck orders,
      Courier courier,
      InstantSource clock) {
    this.settings = settings;
    this.register = register;
    this.places = places;
    this.orders = orders;
    this.courier = courier;
    this.clock = clock;
  }

  /**
   * What a user wants to be told.
   *
   * @param name for people
   * @param url where; public and https
   * @param kinds of what, such as {@code score-changes}
   * @param from {@code now}, {@code beginning}, an instant, or a position of all partitions; left
   *     out for {@code now}
   */
  public record Order(String name, String url, List<String> kinds, String from) {}

  /** Registers a webhook, and gives it with its secret, which nobody is told again. */
  public WebhookView register(UUID workspace, Order order, String by) {
    ready();
    checkKey();
    check(workspace, order);
    UUID id = UUID.randomUUID();
    SigningSecret secret = SigningSecret.random(random);
    Instant now = clock.instant();
    List<String> wanted = order.kinds().stream().distinct().sorted().toList();
    String group =
        kafka(() -> places.begin(id, wanted, order.from() == null ? "now" : order.from()));
    Webhook hook =
        new Webhook(
            workspace,
            id,
            1,
            UUID.randomUUID(),
            order.name().strip(),
            order.url(),
            wanted,
            State.ACTIVE,
            null,
            now,
            group,
            settings.keys().seal(secret, Courier.owner(workspace, id)),
            null,
            null,
            now,
            by,
            now);
    if (register.publish(hook) != WebhookRegister.Outcome.HOLDS) {
      throw unconfirmed();
    }
    return view(hook, secret);
  }

  /** Gives the workspace's webhooks, oldest first. */
  public List<WebhookView> list(UUID workspace) {
    ready();
    return register.all().stream()
        .filter(hook -> hook.workspace().equals(workspace))
        .sorted(Comparator.comparing(Webhook::createdAt))
        .map(hook -> view(hook, null))
        .toList();
  }

  /** Gives a webhook. */
  public WebhookView find(UUID workspace, UUID id) {
    return view(hook(workspace, id), null);
  }

  /** Ends a webhook for good. */
  public void delete(UUID workspace, UUID id, String by) {
    change(workspace, id, hook -> hook.deleted(made(by)));
  }

  /** Holds a webhook at its place. */
  public WebhookView pause(UUID workspace, UUID id, String by) {
    return view(
        change(
            workspace,
            id,
            hook ->
                hook.state() == State.PAUSED
                    ? hook
                    : hook.in(State.PAUSED, "a user paused it", made(by))),
        null);
  }

  /** Lets a webhook go on where it stopped, for whatever reason. */
  public WebhookView resume(UUID workspace, UUID id, String by) {
    return view(
        change(
            workspace,
            id,
            hook -> hook.state() == State.ACTIVE ? hook : hook.in(State.ACTIVE, null, made(by))),
        null);
  }

  /**
   * Tells a webhook again from a place on, or leaves out what lies before one; it is active then.
   */
  public WebhookView replay(UUID workspace, UUID id, String position, String by) {
    if (position == null) {
      throw new ProblemException(Problem.invalid("/position", WebhookPlaces.GRAMMAR));
    }
    return view(
        change(
            workspace, id, hook -> hook.from(kafka(() -> places.replay(hook, position)), made(by))),
        null);
  }

  /** Gives a webhook a new secret; the one until now holds beside it for a while. */
  public WebhookView rotate(UUID workspace, UUID id, String by) {
    checkKey();
    SigningSecret secret = SigningSecret.random(random);
    Webhook rotated =
        change(
            workspace,
            id,
            hook ->
                hook.signedWith(
                    settings.keys().seal(secret, Courier.owner(workspace, id)),
                    clock.instant().plus(settings.overlap()),
                    made(by)));
    return view(rotated, secret);
  }

  /** Sends a webhook an event that says nothing, beside everything else, and gives the answer. */
  public WebhookView.Tested test(UUID workspace, UUID id) {
    checkKey();
    Reply reply = courier.greet(hook(workspace, id)).toCompletableFuture().join();
    if (reply instanceof Reply.Taken taken) {
      return new WebhookView.Tested(true, taken.status(), null);
    }
    return reply instanceof Reply.Failed failed
        ? new WebhookView.Tested(false, failed.status(), failed.reason())
        : new WebhookView.Tested(
            false, Answers.GONE, "answered 410 (gone): a delivery would disable the webhook");
  }

  private Webhook change(UUID workspace, UUID id, UnaryOperator<Webhook> change) {
    for (int i = 0; i < TRIES; i++) {
      Webhook hook = hook(workspace, id);
      Webhook next = change.apply(hook);
      if (next == hook) {
        return hook;
      }
      WebhookRegister.Outcome outcome = register.publish(next);
      if (outcome == WebhookRegister.Outcome.HOLDS) {
        return next;
      }
      if (outcome == WebhookRegister.Outcome.UNKNOWN) {
        throw unconfirmed();
      }
    }
    throw new ProblemException(
        Problem.conflict("Others change this webhook at the moment: look at it and ask again"));
  }

  private Webhook hook(UUID workspace, UUID id) {
    ready();
    return register
        .find(workspace, id)
        .orElseThrow(
            () -> new ProblemException(Problem.notFound("There is no webhook '%s'".formatted(id))));
  }

  private Webhook.Change made(String by) {
    return new Webhook.Change(UUID.randomUUID(), by, clock.instant());
  }

  private WebhookView view(Webhook hook, SigningSecret secret) {
    return kafka(() -> places.view(hook, secret == null ? null : secret.text()));
  }

  private void ready() {
    if (!register.loaded()) {
      throw new ProblemException(
          Problem.unavailable("The webhooks are still being loaded"), RETRY_AFTER);
    }
  }

  private void checkKey() {
    if (!settings.keys().any()) {
      throw new ProblemException(
          Problem.unavailable(
              "This service has no key for the secrets of webhooks: an operator sets"
                  + " impuls.webhooks.keys"));
    }
  }

  private void check(UUID workspace, Order order) {
    orders.check(order);
    List<Webhook> all = register.all();
    if (all.stream().filter(hook -> hook.workspace().equals(workspace)).count()
        >= settings.mostOfWorkspace()) {
      throw new ProblemException(
          Problem.conflict(
              "A workspace has at most %d webhooks: delete one first"
                  .formatted(settings.mostOfWorkspace())));
    }
    if (all.size() >= settings.most()) {
      throw new ProblemException(
          Problem.unavailable(
              "There are %d webhooks, as many as an operator allows (impuls.webhooks.most)"
                  .formatted(all.size())));
    }
  }

  private static ProblemException unconfirmed() {
    return new ProblemException(
        Problem.unavailable(
            "Nobody knows whether it was recorded: look at the webhooks, and ask again if not"),
        RETRY_AFTER);
  }

  /** What asks Kafka. */
  private interface Question<T> {
    T ask();
  }

  private static <T> T kafka(Question<T> question) {
    try {
      return question.ask();
    } catch (KafkaException e) {
      throw new ProblemException(
          Problem.unavailable("Kafka does not answer; try again in a moment"), RETRY_AFTER);
    }
  }
}
