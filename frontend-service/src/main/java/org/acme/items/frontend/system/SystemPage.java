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
import org.acme.items.frontend.backend.BackendTasks;
import org.acme.items.frontend.http.Html;
import org.acme.items.frontend.http.SystemConfig;
import org.jboss.resteasy.reactive.RestQuery;

/** How this process reaches the backend: its tasks, and the last calls to them. */
@Path("/system")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public final class SystemPage {
  private final SystemConfig config;
  private final BackendTasks backend;
  private final Clock clock = Clock.systemUTC();

  SystemPage(SystemConfig config, BackendTasks backend) {
    this.config = config;
    this.backend = backend;
  }

  /**
   * The page, or what any unknown path answers where it is switched off.
   *
   * @param live whether the page asks again every two seconds
   */
  @GET
  public Response show(@RestQuery @DefaultValue("true") boolean live) {
    if (!config.enabled()) {
      throw new NotFoundException();
    }
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

  @CheckedTemplate(basePath = "system")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance system(SystemView view);
  }
}
