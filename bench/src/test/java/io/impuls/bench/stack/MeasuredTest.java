package io.impuls.bench.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.bench.bare.BareResolver;
import io.impuls.embedded.process.ChildFailed;
import io.impuls.embedded.process.Ports;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredTest {

  @TempDir Path directory;

  @Test
  void whatAChildThatFailedPrintedLastIsInTheMessage() {
    Path log = directory.resolve("bare.log");
    List<String> noAddress = List.of("nowhere", directory.toString(), "no port", "0");

    assertThatThrownBy(() -> Measured.bare(BareResolver.class, log, Ports.free(), noAddress))
        .isInstanceOf(ChildFailed.class)
        .hasMessageContaining("bare.log ended")
        .hasMessageContaining("no port");
  }
}
