package io.impuls.segmentation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.plan.Published;
import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.plan.TagDefinition.Merged;
import io.impuls.contracts.plan.TagDefinition.Sensitivity;
import io.impuls.segmentation.domain.catalogue.TagEntry;
import io.impuls.streams.definitions.Version;

/** The bodies about what is said of tags. */
final class CatalogueViews {

  private CatalogueViews() {}

  /**
   * What users say about a tag.
   *
   * @param tag its key
   * @param name display name
   * @param group which tags it is shown with; absent for none
   * @param colour {@code #RRGGBB}; absent for none
   * @param sensitivity whether it needs care
   * @param merged into which tag it went; absent while it is one of its own
   * @param version counts what was said of it, from 1
   * @param author who said it last
   * @param warning what to think about; absent for nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Said(
      String tag,
      String name,
      String group,
      String colour,
      Sensitivity sensitivity,
      Merged merged,
      int version,
      String author,
      String warning) {

    static Said of(Version<TagDefinition, TagDefinition> found) {
      Published<TagDefinition> published = found.published();
      TagDefinition said = published.definition();
      return new Said(
          said.tag(),
          said.name(),
          said.group(),
          said.colour(),
          said.sensitivity(),
          said.merged(),
          published.version(),
          published.author(),
          TagEntry.hint(said).orElse(null));
    }
  }

  /**
   * What to say of a tag.
   *
   * @param name display name; left out, as the address writes it
   * @param group left out for none
   * @param colour left out for none
   * @param sensitivity left out for {@code NORMAL}
   * @param version number that this is meant to become; left out, whatever is next
   */
  public record Saying(
      String name, String group, String colour, Sensitivity sensitivity, Integer version) {}
}
