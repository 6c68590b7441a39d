package io.impuls.systemtests.plain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The site's half: page views, downloads and where visits came from. */
final class PlainSite {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Path LISTS =
      Path.of("..", "tracking-service", "src", "main", "resources", "io", "impuls", "tracking");
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final LocalTime QUIET_UNTIL = LocalTime.of(5, 0);
  private static final Duration CAP = Duration.ofHours(24);
  private static final Duration ONE_VIEW = Duration.ofSeconds(2);
  private static final int DOWNLOAD = 25;
  private static final List<String> SECTIONS =
      List.of("blog", "projects", "presentations", "articles", "files");
  private static final List<String> SOURCES = List.of("ORGANIC", "SOCIAL", "REFERRAL");

  private final Expected expected;
  private final Duration shift;
  private final PlainRobots robots;
  private final PlainReferrers referrers;
  private final Map<String, Instant> awarded = new HashMap<>();
  private final Map<String, Instant> viewed = new HashMap<>();

  PlainSite(Expected expected, long days) {
    this.expected = expected;
    this.shift = Duration.ofDays(days);
    try {
      robots = new PlainRobots(LISTS.resolve("robots/crawler-user-agents.json"));
      referrers = new PlainReferrers(LISTS.resolve("referrers"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(String beforeDay) {
    for (Map<String, String> request : PlainCsv.rows("weblog-2015-05.csv.gz")) {
      boolean read =
          request.get("method").equals("GET") && request.get("time").compareTo(beforeDay) < 0;
      if (read && !robots.robot(request.get("user_agent"))) {
        add(request);
      }
    }
  }

  private void add(Map<String, String> request) {
    String target = request.get("path");
    String path = target.split("\\?", 2)[0];
    String status = request.get("status");
    String person = "VISITOR:" + cookie(request.get("visitor"));
    Instant at = Instant.parse(request.get("time")).plus(shift);
    if (path.toLowerCase(Locale.ROOT).matches(".*\\.(jar|zip|tar\\.gz|pdf)")) {
      if (status.equals("200") || status.equals("206") || status.equals("304")) {
        if (free(person + " download", at)) {
          expected.points(person, DOWNLOAD);
        }
        section(person, path, at, "files");
      }
      return;
    }
    boolean page = path.matches("(?i).*/[^/.]*|.*/[^/]*\\.(html|htm|xhtml|php)");
    boolean feed = target.contains("?") && target.split("\\?", 2)[1].contains("flav=");
    if (!page || feed || !(status.equals("200") || status.equals("304"))) {
      return;
    }
    if (again(person + " " + target, at)) {
      return;
    }
    boolean quiet = at.atZone(LONDON).toLocalTime().isBefore(QUIET_UNTIL);
    if (!quiet && free(person + " view " + path, at)) {
      expected.points(person, 1);
    }
    SECTIONS.forEach(section -> section(person, path, at, section));
    String source = source(target, request.get("referrer"));
    if (SOURCES.contains(source) && free(person + " from " + source, at)) {
      expected.tag(person, "FROM " + source, 1);
    }
  }

  private void section(String person, String path, Instant at, String section) {
    if (path.startsWith("/" + section) && free(person + " section " + section + " " + path, at)) {
      expected.tag(person, section.toUpperCase(Locale.ROOT), 1);
    }
  }

  private String source(String target, String referrer) {
    // the only tagged links of the recording come from a feed reader: another site
    return target.contains("utm_source=") ? "REFERRAL" : referrers.source(referrer);
  }

  /** The same address within two seconds is one view that was reported twice. */
  private boolean again(String view, Instant at) {
    Instant last = viewed.get(view);
    if (last != null && !at.isAfter(last.plus(ONE_VIEW))) {
      return true;
    }
    viewed.put(view, at);
    return false;
  }

  /**
   * Once in 24 hours; exactly 24 hours later is free again, and what is not given blocks nothing.
   */
  private boolean free(String what, Instant at) {
    Instant last = awarded.get(what);
    if (last != null && at.isBefore(last.plus(CAP))) {
      return false;
    }
    awarded.put(what, at);
    return true;
  }

  /**
   * The cookie that the replay gives a visitor: UUID version 5 of the workspace and the visitor.
   */
  private static UUID cookie(String visitor) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(WORKSPACE.getMostSignificantBits())
              .putLong(WORKSPACE.getLeastSignificantBits())
              .array());
      byte[] hash = sha1.digest(("visitor\u001f" + visitor).getBytes(StandardCharsets.UTF_8));
      hash[6] = (byte) (hash[6] & 0x0f | 0x50);
      hash[8] = (byte) (hash[8] & 0x3f | 0x80);
      ByteBuffer bytes = ByteBuffer.wrap(hash);
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
