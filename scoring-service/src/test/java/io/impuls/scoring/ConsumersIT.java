package io.impuls.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.ServerKind;
import io.impuls.testkit.EmbeddedServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The programs of docs/consumers.md, as they stand there, against a real Kafka. */
class ConsumersIT {

  @RegisterExtension static final EmbeddedServers SERVERS = EmbeddedServers.with(ServerKind.KAFKA);

  private static final Path PAGE = Path.of("..", "docs", "consumers.md");
  private static final Path SOURCES = Path.of("src", "test", "consumers");
  private static final Path HOME = Path.of("target", "consumers");
  private static final Pattern PROGRAM =
      Pattern.compile("<!-- test: (\\S+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

  private final UUID workspace = UUID.randomUUID();
  private final UUID ann = UUID.randomUUID();
  private final String group = "consumers-" + ann;

  @BeforeAll
  static void writePrograms() throws IOException {
    Files.createDirectories(HOME);
    Matcher programs = PROGRAM.matcher(Files.readString(PAGE));
    while (programs.find()) {
      Files.writeString(HOME.resolve(programs.group(1)), programs.group(2));
    }
  }

  @Test
  void theJavaProgramHearsEachChangeOnce() throws Exception {
    hearsEachChangeOnce(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        "ScoreChanges.java");
  }

  @Test
  void theNodeProgramHearsEachChangeOnce() throws Exception {
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(SOURCES.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Process install = start("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    assertThat(install.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(install.exitValue()).isZero();

    hearsEachChangeOnce("node", "score-changes.mjs");
  }

  /**
   * A change comes twice, one is given up with its transaction, one after the program's restart.
   */
  private void hearsEachChangeOnce(String... program) throws Exception {
    write(true, change(1, 20, null), change(2, 60, "HOT"), change(2, 60, "HOT"));
    write(false, change(3, 99, null));
    write(true, change(3, 65, "HOT"));

    assertThat(heard(3, program))
        .containsExactly(
            ann + " engagement 0 -> 20 -",
            ann + " engagement 0 -> 60 HOT",
            ann + " engagement 0 -> 65 HOT");

    write(true, change(4, 70, "HOT"));
    assertThat(heard(1, program)).containsExactly(ann + " engagement 0 -> 70 HOT");
  }

  /** Gives the next lines about us; others' changes of the same topic are not ours to judge. */
  private List<String> heard(int count, String... program) throws Exception {
    Process process = start(program);
    try (BufferedReader lines = process.inputReader()) {
      return lines.lines().filter(line -> line.startsWith(ann.toString())).limit(count).toList();
    } finally {
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Process start(String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectError(HOME.resolve(Path.of(command[0]).getFileName() + ".log").toFile());
    builder.environment().put("KAFKA", SERVERS.addresses().kafka());
    builder.environment().put("GROUP", group);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          "no %s found: install Node.js 20 or newer with npm (Debian: apt install npm)"
              .formatted(command[0]),
          e);
    }
  }

  private ScoreChange change(long version, int to, String band) {
    return TestChanges.change(workspace, ann, "engagement", version, to, band);
  }

  private static void write(boolean commit, ScoreChange... changes) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            SERVERS.addresses().kafka(),
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "consumers-it");
    try (KafkaProducer<String, ScoreChange> producer =
        new KafkaProducer<>(settings, new StringSerializer(), Topics.SCORE_CHANGES.serde())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (ScoreChange change : changes) {
        producer.send(TestChanges.record(change));
      }
      producer.flush();
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }
}
