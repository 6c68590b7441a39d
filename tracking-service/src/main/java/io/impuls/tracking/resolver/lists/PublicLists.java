package io.impuls.tracking.resolver.lists;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.topic.Json;
import io.impuls.tracking.resolver.domain.HostNames;
import io.impuls.tracking.resolver.domain.Robots;
import io.impuls.tracking.resolver.domain.VisitOrigins;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the lists once, at start. Where they come from and their licences: NOTICE. */
public final class PublicLists {

  private static final String ROOT = "/io/impuls/tracking/";

  private PublicLists() {}

  /** Gives the known robots. */
  public static Robots robots() {
    try (InputStream in = open("robots/crawler-user-agents.json")) {
      List<String> patterns = new ArrayList<>();
      for (JsonNode robot : Json.mapper().readTree(in)) {
        patterns.add(robot.get("pattern").textValue());
      }
      return new Robots(patterns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the known sites that visitors come from. */
  public static VisitOrigins origins() {
    Map<String, String> spam =
        lines("referrers/spammers.txt").stream()
            .collect(Collectors.toMap(host -> host, host -> host, (a, b) -> a));
    return new VisitOrigins(
        new HostNames(engines(), false),
        new HostNames(sites("referrers/Socials.yml"), true),
        new HostNames(sites("referrers/AIAssistants.yml"), false),
        new HostNames(spam, true));
  }

  /** A site's name at the margin, its hosts below it. */
  private static Map<String, String> sites(String resource) {
    Map<String, String> hosts = new HashMap<>();
    String site = null;
    for (String line : lines(resource)) {
      if (isName(line)) {
        site = name(line);
      } else if (line.strip().startsWith("- ")) {
        hosts.putIfAbsent(item(line), site);
      }
    }
    return hosts;
  }

  /** As sites, but only the items of each list called {@code urls} are hosts. */
  private static Map<String, String> engines() {
    Map<String, String> hosts = new HashMap<>();
    String site = null;
    boolean inHosts = false;
    for (String line : lines("referrers/SearchEngines.yml")) {
      String text = line.strip();
      if (isName(line)) {
        site = name(line);
        inHosts = false;
      } else if (text.endsWith(":")) {
        inHosts = text.equals("urls:");
      } else if (inHosts && text.startsWith("- ")) {
        hosts.putIfAbsent(item(line), site);
      } else if (!text.equals("-")) {
        inHosts = false;
      }
    }
    return hosts;
  }

  private static boolean isName(String line) {
    return !line.isBlank() && !Character.isWhitespace(line.charAt(0)) && line.charAt(0) != '-';
  }

  private static String name(String line) {
    String text = line.strip();
    return unquoted(text.endsWith(":") ? text.substring(0, text.length() - 1) : text);
  }

  private static String item(String line) {
    return unquoted(line.strip().substring(2).strip());
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 1
            && (text.charAt(0) == '\'' || text.charAt(0) == '"')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static List<String> lines(String resource) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(resource), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = PublicLists.class.getResourceAsStream(ROOT + resource);
    if (in == null) {
      throw new IllegalStateException("the resource " + resource + " is missing in the build");
    }
    return in;
  }
}
