package io.impuls.scoring.api;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Writes answers to whoever asks for YAML. */
@Provider
@Produces(Yaml.MEDIA_TYPE)
public class YamlAnswers implements MessageBodyWriter<Object> {

  @Override
  public boolean isWriteable(Class<?> type, Type generic, Annotation[] with, MediaType media) {
    return true;
  }

  @Override
  public void writeTo(
      Object answer,
      Class<?> type,
      Type generic,
      Annotation[] with,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(Yaml.write(answer).getBytes(StandardCharsets.UTF_8));
  }
}
