package io.impuls.tracking.resolver.domain;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of sites by their hosts, as the public lists write them: a plain host, {@code google.{}}
 * for any country's ending, {@code {}.bing.com} for any country's beginning, each with or without a
 * path.
 */
public final class HostNames {

  private static final String COUNTRY = "{}";

  /** What {@code {}} stands for at the end: {@code pl}, {@code com}, {@code co.uk}, ... */
  private static final Pattern ENDING =
      Pattern.compile("(.+?)\\.((?:com?|org|net|gov)\\.[a-z]{2}|com|org|net|[a-z]{2})");

  private static final Pattern BEGINNING = Pattern.compile("[a-z]{2}\\.(.+)");

  private final Map<String, String> names = new HashMap<>();
  private final boolean subdomainsToo;

  /**
   * Makes the names.
   *
   * @param entries list entry to name of the site
   * @param subdomainsToo whether a listed host covers its subdomains
   */
  public HostNames(Map<String, String> entries, boolean subdomainsToo) {
    entries.forEach(
        (entry, name) -> {
          String plain = entry.toLowerCase(Locale.ROOT);
          names.putIfAbsent(plain.startsWith("www.") ? plain.substring(4) : plain, name);
        });
    this.subdomainsToo = subdomainsToo;
  }

  /** Gives the name of the site at a host and path. */
  Optional<String> name(String host, String path) {
    for (String at = host; at != null; at = parent(at)) {
      String found = exactly(at, path);
      if (found != null) {
        return Optional.of(found);
      }
      if (!subdomainsToo) {
        break;
      }
    }
    return Optional.empty();
  }

  /** Whether some site has this name, in any letter case. */
  Optional<String> named(String name) {
    return names.values().stream().filter(name::equalsIgnoreCase).findFirst();
  }

  private String exactly(String host, String path) {
    String found = withPath(host, path);
    if (found == null) {
      Matcher ending = ENDING.matcher(host);
      found = ending.matches() ? withPath(ending.group(1) + "." + COUNTRY, path) : null;
    }
    if (found == null) {
      Matcher beginning = BEGINNING.matcher(host);
      found = beginning.matches() ? withPath(COUNTRY + "." + beginning.group(1), path) : null;
    }
    return found;
  }

  /** The longest listed path wins: {@code bing.com/images/search} before {@code bing.com}. */
  private String withPath(String host, String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      String found = names.get(host + path.substring(0, end));
      if (found != null) {
        return found;
      }
    }
    return names.get(host);
  }

  private static String parent(String host) {
    int dot = host.indexOf('.');
    return dot < 0 || host.indexOf('.', dot + 1) < 0 ? null : host.substring(dot + 1);
  }
}
