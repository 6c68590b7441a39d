package io.impuls.segmentation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.MatrixDefinition.Mark;
import io.impuls.contracts.plan.MatrixDefinition.Row;
import io.impuls.contracts.plan.MatrixDefinition.Subject;
import io.impuls.rules.Problem;
import io.impuls.segmentation.domain.matrix.MatrixCompiler;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixSheetTest {

  private static final String FILE =
      """
      match,pattern,events,minActiveSeconds,tag,increment,tag2,increment2
      path,/hiszpania,,60,Hiszpania,,Wakacje,0.5
      CATEGORY,"Buty, damskie",product.viewed cart.added,,Buty,3,,
      """;

  @Test
  void aFileIsItsRowsAndBack() {
    MatrixSheet sheet = MatrixSheet.read("\uFEFF" + FILE).orElseThrow();

    assertThat(sheet.rows())
        .containsExactly(
            new Row(
                Subject.PATH,
                "/hiszpania",
                List.of(),
                60,
                List.of(
                    new Mark("Hiszpania", null),
                    new Mark("Wakacje", Points.of(new BigDecimal("0.5"))))),
            new Row(
                Subject.CATEGORY,
                "Buty, damskie",
                List.of("product.viewed", "cart.added"),
                null,
                List.of(new Mark("Buty", Points.of(3)))));
    assertThat(MatrixSheet.read(MatrixSheet.write(sheet.rows())).orElseThrow().rows())
        .isEqualTo(sheet.rows());
  }

  @Test
  void aShareHasColumnsOfItsOwn() {
    String file =
        "match,pattern,atLeast,minViews,within,tag\nCATEGORY,Buty*,0.6,10,P30D,Fan but\u00f3w\n";

    MatrixSheet sheet = MatrixSheet.read(file).orElseThrow();

    assertThat(sheet.rows().get(0).share())
        .isEqualTo(new MatrixDefinition.Share(new BigDecimal("0.6"), 10, "P30D"));
    assertThat(MatrixSheet.read(MatrixSheet.write(sheet.rows())).orElseThrow().rows())
        .isEqualTo(sheet.rows());
  }

  @Test
  void semicolonsOfASpreadsheetWillDo() {
    assertThat(MatrixSheet.read("pattern;tag;increment\r\n/a;A;1,5\r\n").orElseThrow().rows())
        .containsExactly(
            new Row(
                null,
                "/a",
                List.of(),
                null,
                List.of(new Mark("A", Points.of(new BigDecimal("1.5"))))));
  }

  @Test
  void whatCannotBeReadIsPointedAtByLineAndColumn() {
    String file =
        """
        match,pattern,minActiveSeconds,tag,increment
        PATH,/a,60,A,1
        PAGE,/b,long,B,much
        PATH,/c,,C,1,left,over
        """;

    assertThat(MatrixSheet.read(file).problems())
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder(
            "line 3, column 5 (increment)",
            "line 3, column 1 (match)",
            "line 3, column 3 (minActiveSeconds)",
            "line 4, column 6");
    assertThat(MatrixSheet.read("pattern,tagg\n/a,A\n").problems())
        .extracting(Problem::pointer)
        .containsExactly("line 1, column 2", "line 1");
    assertThat(MatrixSheet.read("").problems()).isNotEmpty();
  }

  @Test
  void whatIsWrongWithTheMatrixIsPointedAtInTheFile() {
    MatrixSheet sheet = MatrixSheet.read("pattern,tag\n/a,A\nb,{tag}\n").orElseThrow();
    List<Problem> problems =
        new MatrixCompiler(Duration.ofDays(30))
            .compile("m", 1, new MatrixDefinition("M", sheet.rows(), null, null, null, null))
            .problems();

    assertThat(sheet.placed(problems))
        .extracting(Problem::pointer)
        .containsExactly("line 3, column 1 (pattern)");
  }
}
