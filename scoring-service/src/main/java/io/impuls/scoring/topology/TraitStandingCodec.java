package io.impuls.scoring.topology;

import io.impuls.scoring.domain.traits.Grading.Graded;
import io.impuls.scoring.domain.traits.TraitStanding;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The stored form of a {@link TraitStanding} by which was judged. */
final class TraitStandingCodec {

  private TraitStandingCodec() {}

  static void write(TraitStanding standing, DataOutput out) throws IOException {
    out.writeLong(standing.until().toEpochMilli());
    out.writeInt(standing.begun());
    out.writeInt(standing.grades().size());
    for (Map.Entry<String, Graded> one : standing.grades().entrySet()) {
      out.writeUTF(one.getKey());
      text(one.getValue().grade(), out);
      text(one.getValue().segment(), out);
    }
  }

  static TraitStanding read(DataInput in) throws IOException {
    Instant until = Instant.ofEpochMilli(in.readLong());
    int begun = in.readInt();
    TreeMap<String, Graded> grades = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      grades.put(in.readUTF(), new Graded(text(in), text(in)));
    }
    return new TraitStanding(until, begun, grades);
  }

  private static void text(String text, DataOutput out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static String text(DataInput in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }
}
