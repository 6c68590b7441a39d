package io.impuls.tracking.resolver.domain;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of sites by their hosts, as the public lists write them: a plain host, {@code google.{}}
 * for any country's ending, {@code {}.bing.com} for any country's beginning, each with or without a
 * path. Safe for threads.
 */
public final class HostNames {

  private static final String COUNTRY = "{}";

  /** What {@code {}} stands for at the end: {@code pl}, {@code com}, {@code co.uk}, ... */
  private static final Pattern ENDING =
      Pattern.compile("(.+?)\\.((?:com?|org|net|gov)\\.[a-z]{2}|com|org|net|[a-z]{2})");

  private static final Pattern BEGINNING = Pattern.compile("[a-z]{2}\\.(.+)");

  /** Addresses whose name is remembered; the most are few. */
  private static final int REMEMBERED = 10_000;

  /** Longer addresses are not remembered: they hardly come twice. */
  private static final int LONGEST_REMEMBERED = 100;

  private final Map<String, String> names = new HashMap<>();
  private final boolean subdomainsToo;
  private final Map<String, Optional<String>> found =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
          return size() > REMEMBERED;
        }
      };

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
    if (host.length() + path.length() > LONGEST_REMEMBERED) {
      return find(host, path);
    }
    String address = host + path;
    synchronized (found) {
      Optional<String> known = found.get(address);
      if (known != null) {
        return known;
      }
    }
    Optional<String> name = find(host, path);
    synchronized (found) {
      found.put(address, name);
    }
    return name;
  }

  private Optional<String> find(String host, String path) {
    for (String at = host; at != null; at = parent(at)) {
      String name = exactly(at, path);
      if (name != null) {
        return Optional.of(name);
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
    String name = withPath(host, path);
    if (name == null) {
      Matcher ending = ENDING.matcher(host);
      name = ending.matches() ? withPath(ending.group(1) + "." + COUNTRY, path) : null;
    }
    if (name == null) {
      Matcher beginning = BEGINNING.matcher(host);
      name = beginning.matches() ? withPath(COUNTRY + "." + beginning.group(1), path) : null;
    }
    return name;
  }

  /** The longest listed path wins: {@code bing.com/images/search} before {@code bing.com}. */
  private String withPath(String host, String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      String name = names.get(host + path.substring(0, end));
      if (name != null) {
        return name;
      }
    }
    return names.get(host);
  }

  private static String parent(String host) {
    int dot = host.indexOf('.');
    return dot < 0 || host.indexOf('.', dot + 1) < 0 ? null : host.substring(dot + 1);
  }
}
