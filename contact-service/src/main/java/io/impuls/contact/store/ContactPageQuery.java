package io.impuls.contact.store;

import io.impuls.contact.domain.ContactQuery;
import io.impuls.contact.domain.ContactQuery.Sort;
import java.util.LinkedHashMap;
import java.util.Map;

/** One page of cards as HQL with named parameters. Keyset: the page begins after a place. */
final class ContactPageQuery {

  private final StringBuilder text = new StringBuilder();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  ContactPageQuery(ContactQuery query) {
    boolean byScore = query.sort() == Sort.SCORE;
    if (byScore) {
      text.append("select c, s.value from ScoreEntity s join CardEntity c")
          .append(" on c.workspace = s.workspace and c.person = s.person")
          .append(" where c.workspace = :workspace and s.plan = :plan");
      with("plan", query.plan());
      if (query.band() != null) {
        and("s.band = :band", "band", query.band());
      }
    } else {
      text.append("select c, 0L from CardEntity c where c.workspace = :workspace");
      if (query.band() != null) {
        and(
            "exists (select 1 from ScoreEntity s where s.workspace = c.workspace"
                + " and s.person = c.person and s.plan = :plan and s.band = :band)",
            "band",
            query.band());
        with("plan", query.plan());
      }
    }
    with("workspace", query.workspace());
    text.append(" and c.mergedInto is null");
    if (query.tag() != null) {
      and(
          "exists (select 1 from TagEntity t where t.workspace = c.workspace"
              + " and t.person = c.person and t.tag = :tag and t.score is not null)",
          "tag",
          query.tag());
    }
    if (query.known() != null) {
      and("c.known = :known", "known", query.known());
    }
    if (query.machine() != null) {
      text.append(query.machine() ? " and " : " and not ").append("(c.machine and not c.human)");
    }
    query.begin().ifPresent(place -> after(place, byScore));
    text.append(" order by ")
        .append(byScore ? "s.value desc, " : "")
        .append("c.lastSeen desc, c.person");
  }

  private void after(ContactQuery.Place place, boolean byScore) {
    String later = "(c.lastSeen < :seen or (c.lastSeen = :seen and c.person > :person))";
    with("seen", place.lastSeen());
    with("person", place.person());
    if (byScore) {
      and("(s.value < :score or (s.value = :score and " + later + "))", "score", place.score());
    } else {
      text.append(" and ").append(later);
    }
  }

  private void and(String condition, String name, Object value) {
    text.append(" and ").append(condition);
    with(name, value);
  }

  private void with(String name, Object value) {
    parameters.put(name, value);
  }

  String text() {
    return text.toString();
  }

  Map<String, Object> parameters() {
    return parameters;
  }
}
