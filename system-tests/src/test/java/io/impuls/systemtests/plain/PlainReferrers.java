package io.impuls.systemtests.plain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells where a visit came from by its referrer and the lists of engines and networks. */
final class PlainReferrers {

  private static final String OWN = "semicomplete.com";

  private final Set<String> engines;
  private final Set<String> networks;
  private final Set<String> assistants;
  private final Set<String> spammers;

  PlainReferrers(Path folder) throws IOException {
    engines = hosts(folder.resolve("SearchEngines.yml"));
    networks = hosts(folder.resolve("Socials.yml"));
    assistants = hosts(folder.resolve("AIAssistants.yml"));
    spammers = new HashSet<>(Files.readAllLines(folder.resolve("spammers.txt")));
  }

  /** Gives ORGANIC, SOCIAL, AI_ASSISTANT, REFERRAL, INTERNAL or DIRECT. */
  String source(String referrer) {
    int from = referrer.indexOf("://");
    if (from < 0) {
      return "DIRECT";
    }
    String rest = referrer.substring(from + 3).split("[?#]", 2)[0];
    int slash = rest.indexOf('/');
    String path = slash < 0 ? "" : rest.substring(slash);
    String host = (slash < 0 ? rest : rest.substring(0, slash)).toLowerCase(Locale.ROOT);
    host = host.replaceFirst("^www\\.", "").replaceFirst(":\\d+$", "");
    if (host.isEmpty()) {
      return "DIRECT";
    }
    if (host.equals(OWN)) {
      return "INTERNAL";
    }
    if (withParents(host).stream().anyMatch(spammers::contains)) {
      return "DIRECT";
    }
    if (listed(assistants, host, path)) {
      return "AI_ASSISTANT";
    }
    if (listed(engines, host, path)) {
      return "ORGANIC";
    }
    for (String parent : withParents(host)) {
      if (listed(networks, parent, path)) {
        return "SOCIAL";
      }
    }
    return "REFERRAL";
  }

  /** A listed host stands for itself, and with {@code {}} for any country's. */
  private static boolean listed(Set<String> list, String host, String path) {
    List<String> forms = new ArrayList<>();
    forms.add(host);
    forms.add(host.replaceFirst("\\.((com?|org|net|gov)\\.[a-z]{2}|com|org|net|[a-z]{2})$", ".{}"));
    forms.add(host.replaceFirst("^[a-z]{2}\\.", "{}."));
    for (String form : forms) {
      for (String entry : list) {
        if (entry.equals(form) || entry.startsWith(form + "/") && under(form + path, entry)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean under(String address, String entry) {
    return address.equals(entry) || address.startsWith(entry + "/");
  }

  private static List<String> withParents(String host) {
    List<String> all = new ArrayList<>();
    String at = host;
    while (at.contains(".")) {
      all.add(at);
      at = at.substring(at.indexOf('.') + 1);
    }
    return all;
  }

  private static Set<String> hosts(Path list) throws IOException {
    Set<String> hosts = new HashSet<>();
    for (String line : Files.readAllLines(list)) {
      String text = line.strip();
      if (text.startsWith("- ")) {
        String host = text.substring(2).strip().replace("'", "").replace("\"", "");
        if (host.matches("[a-z0-9.{}-]+\\.[a-z0-9.{}-]+(/[^\\\\]*)?")) {
          hosts.add(host.replaceFirst("^www\\.", ""));
        }
      }
    }
    return hosts;
  }
}
