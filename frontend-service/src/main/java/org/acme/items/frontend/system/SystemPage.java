package org.acme.items.frontend.system;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import org.acme.items.frontend.backend.ApiDocument;
import org.acme.items.frontend.backend.BackendTasks;
import org.acme.items.frontend.backend.BackendUnavailableException;
import org.acme.items.frontend.http.ErrorPages;
import org.acme.items.frontend.http.Html;
import org.acme.items.frontend.http.SystemConfig;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;

/** How this process reaches the backend: its tasks, and the last calls to them. */
@Path("/system")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public final class SystemPage {
  private static final Logger LOG = Logger.getLogger(SystemPage.class);
  private static final String YAML = "text/plain;charset=UTF-8";

  private final SystemConfig config;
  private final BackendTasks backend;
  private final ApiDocument apiDocument;
  private final Clock clock = Clock.systemUTC();

  SystemPage(SystemConfig config, BackendTasks backend, ApiDocument apiDocument) {
    this.config = config;
    this.backend = backend;
    this.apiDocument = apiDocument;
  }

  /**
   * The page, or what any unknown path answers where it is switched off.
   *
   * @param live whether the page asks again every two seconds
   */
  @GET
  public Response show(@RestQuery @DefaultValue("true") boolean live) {
    requireEnabled();
    var view =
        new SystemView(
            clock.instant(),
            Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()),
            backend.all().stream().map(TaskView::of).toList(),
            backend.lastCalls().stream().map(CallView::of).toList(),
            live,
            config.dashboardUrl().orElse(null));
    return Html.page(200, Templates.system(view));
  }

  /** The document of the backend's API, as a text that browsers show. */
  @GET
  @Path("/openapi")
  @Produces(MediaType.TEXT_PLAIN)
  public Response openapi() {
    requireEnabled();
    try {
      return Response.ok(apiDocument.yaml(), YAML).build();
    } catch (BackendUnavailableException e) {
      LOG.warnf("backend unavailable operation=\"%s\" reason=\"%s\"", e.operation(), e.reason());
      return ErrorPages.page(
          503, "The document is out of reach", "No task of the backend answers with it right now.");
    }
  }

  private void requireEnabled() {
    if (!config.enabled()) {
      throw new NotFoundException();
    }
  }

  @CheckedTemplate(basePath = "system")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance system(SystemView view);
  }
}
