package io.impuls.contact.api;

import io.impuls.contact.domain.ContactQuery;
import io.impuls.contact.domain.ContactQuery.Sort;
import io.impuls.contact.domain.Contacts;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Contact cards: one, or a list. */
@Path("/v1/contacts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
public class ContactResource {

  private final Contacts contacts;
  private final Caller caller;

  public ContactResource(Contacts contacts, Caller caller) {
    this.contacts = contacts;
    this.caller = caller;
  }

  /**
   * A page of contacts.
   *
   * @param contacts in the order asked for, each with its five strongest tags
   * @param next cursor of the next page; absent on the last
   */
  public record ContactList(List<ContactCard> contacts, String next) {}

  @GET
  @Path("{person}")
  @Operation(summary = "The card of a person, or of the survivor when the person was merged away")
  public CompletionStage<ContactCard> card(@PathParam("person") String person) {
    UUID asked = Parameters.person(person);
    return contacts
        .find(caller.workspace(), asked)
        .thenApply(
            found ->
                found
                    .map(contact -> ContactCard.asked(contact, asked))
                    .orElseThrow(Parameters::notThere));
  }

  @GET
  @Operation(
      summary = "Contacts, latest first or (sort=score with plan) best first, page by page",
      description =
          "Filters: band (with plan), tag, known, machine. Pages: limit (1 to 200), cursor.")
  public CompletionStage<ContactList> list(
      @QueryParam("sort") String sort,
      @QueryParam("plan") String plan,
      @QueryParam("band") String band,
      @QueryParam("tag") String tag,
      @QueryParam("known") String known,
      @QueryParam("machine") String machine,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Sort order = order(sort);
    if (plan == null && (order == Sort.SCORE || band != null)) {
      throw Parameters.bad("plan", "must name a plan when sorting by score or asking for a band");
    }
    return contacts
        .page(
            new ContactQuery(
                caller.workspace(),
                order,
                plan,
                band,
                tag == null ? null : tag.toUpperCase(Locale.ROOT),
                Parameters.truth("known", known),
                Parameters.truth("machine", machine),
                Parameters.limit(limit),
                Cursor.contacts(cursor)))
        .thenApply(
            page ->
                new ContactList(
                    page.contacts().stream().map(ContactCard::of).toList(),
                    Cursor.of(page.next())));
  }

  private static Sort order(String sort) {
    if (sort == null) {
      return Sort.LAST_SEEN;
    }
    return switch (sort) {
      case "lastSeen" -> Sort.LAST_SEEN;
      case "score" -> Sort.SCORE;
      default -> throw Parameters.bad("sort", "must be lastSeen or score");
    };
  }
}
