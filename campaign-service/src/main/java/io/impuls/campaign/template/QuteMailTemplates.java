package io.impuls.campaign.template;

import io.impuls.campaign.domain.MailTemplate;
import io.impuls.campaign.domain.MailTemplates;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/**
 * Qute with what a mail needs: {@code {firstName}}, {@code {firstName ?: 'friend'}} and {@code {#if
 * band == 'HOT'}..{#else}..{/if}}. There are no loops, includes, namespaces, methods or raw output,
 * so a template ends, reads nothing but the person's texts and cannot write HTML through them.
 */
public final class QuteMailTemplates implements MailTemplates {

  private static final int LONGEST_MESSAGE = 500;
  private static final String TOO_DEEP = "is nested too deeply";

  /** Stands for any text in a check, also where it is compared with a number. */
  private static final String SAMPLE = "1";

  private final TemplateBounds bounds;
  private final Engine engine;

  public QuteMailTemplates(TemplateBounds bounds) {
    this.bounds = bounds;
    this.engine =
        Engine.builder()
            .addSectionHelper(new IfSectionHelper.Factory())
            .addValueResolver(new Known.Lookup())
            .addValueResolver(ValueResolvers.orResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .strictRendering(true)
            .timeout(bounds.renderTime().toMillis())
            .useAsyncTimeout(false)
            .build();
  }

  @Override
  public List<Fault> check(MailTemplate template, Set<String> alwaysKnown) {
    List<Fault> faults = new ArrayList<>();
    check("subject", template.subject(), Variant.TEXT_PLAIN, alwaysKnown).ifPresent(faults::add);
    check("html", template.html(), Variant.TEXT_HTML, alwaysKnown).ifPresent(faults::add);
    check("text", template.text(), Variant.TEXT_PLAIN, alwaysKnown).ifPresent(faults::add);
    return faults;
  }

  @Override
  public MailTemplate.Filled fill(MailTemplate template, Map<String, String> data)
      throws UnfitTemplate {
    String subject = fill("subject", template.subject(), Variant.TEXT_PLAIN, data::get);
    return new MailTemplate.Filled(
        // a line break here would start another header
        subject.replaceAll("[\\p{Cntrl}\\s]+", " ").strip(),
        fill("html", template.html(), Variant.TEXT_HTML, data::get),
        fill("text", template.text(), Variant.TEXT_PLAIN, data::get));
  }

  /** Fills a part for somebody of whom everything is known, and for somebody of whom little is. */
  private Optional<Fault> check(
      String part, String content, String contentType, Set<String> alwaysKnown) {
    if (content == null) {
      return Optional.empty();
    }
    try {
      Template parsed = parse(content, contentType);
      render(parsed, name -> SAMPLE);
      render(parsed, name -> alwaysKnown.contains(name) ? SAMPLE : null);
      return Optional.empty();
    } catch (TemplateBounds.Exceeded e) {
      return Optional.of(new Fault(part, 0, e.getMessage()));
    } catch (TemplateException e) {
      int line = e.getOrigin() == null ? 0 : e.getOrigin().getLine();
      return Optional.of(new Fault(part, line, message(e)));
    } catch (RuntimeException e) {
      return Optional.of(new Fault(part, 0, "cannot be filled"));
    } catch (StackOverflowError e) {
      return Optional.of(new Fault(part, 0, TOO_DEEP));
    }
  }

  private String fill(String part, String content, String contentType, UnaryOperator<String> data)
      throws UnfitTemplate {
    if (content == null) {
      return null;
    }
    try {
      return render(parse(content, contentType), data);
    } catch (TemplateBounds.Exceeded e) {
      throw new UnfitTemplate(part + " " + e.getMessage());
    } catch (RuntimeException e) {
      // Qute's message may quote what was filled in
      throw new UnfitTemplate(part + " cannot be filled");
    } catch (StackOverflowError e) {
      throw new UnfitTemplate(part + " " + TOO_DEEP);
    }
  }

  private Template parse(String content, String contentType) throws TemplateBounds.Exceeded {
    bounds.checkSource(content);
    return engine.parse(content, Variant.forContentType(contentType));
  }

  private String render(Template template, UnaryOperator<String> data)
      throws TemplateBounds.Exceeded {
    TemplateBounds.Output output = bounds.output();
    try {
      // everything resolves at once, so the stage is complete
      template.data(new Known(data)).consume(output).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    return output.text();
  }

  private static String message(TemplateException trouble) {
    String message = String.valueOf(trouble.getMessage());
    return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
  }
}
