package io.impuls.segmentation.domain.catalogue;

import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.plan.TagDefinition.Merged;
import io.impuls.contracts.plan.TagDefinition.Sensitivity;
import io.impuls.segmentation.domain.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is said of the tags of one workspace, in the newest version of each. Never changes. */
public final class Catalogue {

  /** Nothing is said of any. */
  public static final Catalogue EMPTY = new Catalogue(List.of(), Set.of());

  private final Map<String, TagDefinition> byKey = new TreeMap<>();
  private final Map<String, List<String>> sources = new HashMap<>();
  private final Merges merges;

  /**
   * Which tags became part of which.
   *
   * @param into the tag that each of them is by now, by key
   * @param everPart all keys that ever had to do with a merge, undone or not
   * @param last the merge, or the undoing, that happened last; null for none
   */
  public record Merges(Map<String, String> into, Set<String> everPart, Merged last) {

    /** None. */
    public static final Merges NONE = new Merges(Map.of(), Set.of(), null);

    public Merges {
      into = Map.copyOf(into);
      everPart = Set.copyOf(everPart);
    }
  }

  /**
   * Makes the catalogue.
   *
   * @param newest the newest version of each
   * @param merged every merge of every version, undone ones too, with both keys
   */
  public Catalogue(Collection<TagDefinition> newest, Set<Merging> merged) {
    newest.forEach(one -> byKey.put(one.tag(), one));
    Map<String, String> into = new TreeMap<>();
    for (String key : byKey.keySet()) {
      String now = follow(key);
      if (!now.equals(key)) {
        into.put(key, now);
        sources.computeIfAbsent(now, k -> new ArrayList<>()).add(key);
      }
    }
    Set<String> everPart = new TreeSet<>();
    Merged last = null;
    for (Merging one : merged) {
      everPart.add(one.tag());
      everPart.add(one.merged().into());
      everPart.add(follow(one.merged().into()));
      if (last == null || one.merged().at().isAfter(last.at())) {
        last = one.merged();
      }
    }
    merges = merged.isEmpty() ? Merges.NONE : new Merges(into, everPart, last);
  }

  /**
   * A merge as a version says it.
   *
   * @param tag key of the tag that went
   * @param merged where to, or where it was before, as of the undoing
   */
  public record Merging(String tag, Merged merged) {}

  /** Two users may have merged in a circle at once: then all of it is the first by key. */
  private String follow(String key) {
    Set<String> passed = new TreeSet<>();
    String at = key;
    while (byKey.containsKey(at) && byKey.get(at).merged() != null) {
      if (!passed.add(at)) {
        return circle(at);
      }
      at = byKey.get(at).merged().into();
    }
    return at;
  }

  private String circle(String within) {
    String first = within;
    for (String at = byKey.get(within).merged().into();
        !at.equals(within);
        at = byKey.get(at).merged().into()) {
      first = at.compareTo(first) < 0 ? at : first;
    }
    return first;
  }

  /**
   * Gives the key of the tag that a tag is by now: its own, if it did not become another's part.
   */
  public String resolve(String key) {
    return merges.into().getOrDefault(key, key);
  }

  /** Gives all keys that are this tag by now, itself first. */
  public List<String> sources(String key) {
    List<String> all = new ArrayList<>(1);
    all.add(key);
    all.addAll(sources.getOrDefault(key, List.of()));
    return all;
  }

  /** Gives which tags became part of which. */
  public Merges merges() {
    return merges;
  }

  /** Gives how a tag is shown; empty where nothing is said. */
  public Optional<Tag> tag(String key) {
    return Optional.ofNullable(byKey.get(key)).map(one -> new Tag(key, one.name()));
  }

  /** Whether a tag, or one that became part of it, needs care. */
  public boolean sensitive(String key) {
    return sources(key).stream()
        .map(byKey::get)
        .anyMatch(one -> one != null && one.sensitivity() == Sensitivity.SENSITIVE);
  }
}
