package org.acme.items.frontend.http;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Arrays;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jspecify.annotations.Nullable;

/** Plain pages for what went wrong, and the one place where exceptions become HTTP. */
public final class ErrorPages {
  private static final Logger LOG = Logger.getLogger(ErrorPages.class);

  /** A page of its own with this status. */
  public static Response page(int status, String title, String message) {
    return Html.page(status, Templates.error(new ErrorView(title, message)));
  }

  static Response tooLong() {
    return page(413, "That is too much text", "Nothing was changed. Send less at once.");
  }

  static Response withoutLength() {
    return page(
        411, "How long is this form?", "Nothing was changed. Send it with its Content-Length.");
  }

  /** A form that breaks off, or whose fields are none, is the sender's fault. */
  @ServerExceptionMapper
  Response cutOff(IOException e) {
    LOG.debugf(e, "form did not arrive");
    return page(400, "That did not arrive whole", "Nothing was changed. Send it again.");
  }

  /** What the framework refuses by itself: no such path, method, media type. */
  @ServerExceptionMapper
  Response refused(WebApplicationException e) {
    Response refusal = e.getResponse();
    if (refusal.getStatus() >= 500) {
      return failed(e);
    }
    LOG.debugf(e, "request refused status=%d", refusal.getStatus());
    Response page =
        switch (refusal.getStatus()) {
          case 404 -> page(404, "Nothing is here", "Check the address, or look in the list.");
          case 413 -> tooLong();
          default ->
              page(
                  refusal.getStatus(),
                  "That did not work",
                  "The request is not one that this site knows. Nothing was changed.");
        };
    @Nullable String allow = refusal.getHeaderString(HttpHeaders.ALLOW);
    return allow == null
        ? page
        : Response.fromResponse(page).header(HttpHeaders.ALLOW, allow).build();
  }

  @ServerExceptionMapper
  Response failed(Throwable e) {
    if (isOfFormParser(e)) {
      return page(400, "That is no form of ours", "Nothing was changed. Open the form again.");
    }
    LOG.error("request failed", e);
    return page(500, "Something broke on our side", "It was logged. Try again in a moment.");
  }

  /** What it refuses, such as too many fields or a broken percent code, has no type of its own. */
  private static boolean isOfFormParser(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(FormData.class.getPackageName()));
  }

  @CheckedTemplate(basePath = "http")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance error(ErrorView view);
  }
}
