package org.acme.items.frontend.items;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import org.acme.items.frontend.backend.BackendUnavailableException;
import org.acme.items.frontend.backend.ItemsClient;
import org.jboss.logging.Logger;

/**
 * Makes the list before anybody asks for it. With half a processor the first page takes longer than
 * a call of the backend may, so the first visitors of every new task would see no list.
 */
@ApplicationScoped
class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);

  /** The first call may well time out; what it loaded is there for the second. */
  private static final int ATTEMPTS = 3;

  private final ItemsClient items;

  WarmUp(ItemsClient items) {
    this.items = items;
  }

  /** Takes a few seconds at most; the service starts with a backend that does not answer too. */
  @ActivateRequestContext
  void makeList(@Observes StartupEvent start) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        items
            .list(HomePage.PAGE_SIZE, null)
            .map(page -> HomeView.of(page, true))
            .ifPresent(view -> Templates.home(view).render());
        return;
      } catch (BackendUnavailableException e) {
        LOG.debugf("no list at start reason=\"%s\"", e.reason());
      }
    }
  }
}
