package org.acme.items.frontend.http;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** An answer that is a page. */
public final class Html {
  private static final MediaType TYPE =
      MediaType.TEXT_HTML_TYPE.withCharset(StandardCharsets.UTF_8.name());

  private Html() {}

  public static Response page(int status, TemplateInstance page) {
    return Response.status(status)
        .type(TYPE)
        // Asked for again at each visit; going back in the browser still shows what was typed.
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        // Rendered here: left to the framework, the header would not tell the charset. HTML has no
        // way to write a null character.
        .entity(page.render().replace('\0', '\uFFFD'))
        .build();
  }
}
