package org.acme.items.backend.http;

import jakarta.enterprise.context.RequestScoped;

/** The deadline of the request that is being answered; known on the request's own thread only. */
@RequestScoped
public class RequestDeadline {
  private Deadline deadline = Deadline.none();

  public Deadline get() {
    return deadline;
  }

  void set(Deadline ofCaller) {
    deadline = ofCaller;
  }
}
