package io.impuls.tracking.collector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTest {

  @ParameterizedTest
  @CsvSource({
    "STOP,STOP",
    "stop,STOP",
    "'  \"Stop!!!\" ',STOP",
    "Stop please,STOP",
    "StopAll,STOP",
    "REZYGNUJĘ,STOP",
    "rezygnuje,STOP",
    "Rezygnuję z waszych sms,STOP",
    "koniec,STOP",
    "Koniec.,STOP",
    "Dość,STOP",
    "Usuń mnie!,STOP",
    "nie chce,STOP",
    "löschen,STOP",
    "ARRÊT,STOP",
    "arret svp,STOP",
    "désabonner,STOP",
    "Стоп,STOP",
    "opreste,STOP",
    "ЗА,",
    "cancel,STOP",
    "CANCEL my order 17,",
    "koniec świata,",
    "nie chcę czekać na paczkę,",
    "Nie,",
    "don't stop,",
    "stopniowo,",
    "'',",
    "'   ',",
    "'?!',",
    "START,START",
    "start please,",
    "Unstop,START",
    "Pomoc,HELP",
    "help,HELP"
  })
  void findsWhatIsAskedFor(String text, Keyword keyword) {
    assertThat(Keyword.of(text).orElse(null)).isEqualTo(keyword);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Łódź", "ﬆop", "\uD800", "x STOP "})
  void anyLettersAreRead(String text) {
    assertThat(Keyword.of(text.repeat(5_000))).isEmpty();
  }
}
