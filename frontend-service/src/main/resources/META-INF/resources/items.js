// What htmx leaves to the page: focus after a swap, when not to poll, and what to say when no page comes.
"use strict";

addEventListener("DOMContentLoaded", () => {
  const body = document.body;
  const trouble = document.getElementById("trouble");
  const isPoll = (request) => request.elt.id === "live";

  const tell = (text) => {
    if (trouble.textContent !== text) {
      trouble.textContent = text;
    }
    trouble.hidden = text === "";
  };

  // Not while nobody looks, and not away from under a selection, such as a trace id being copied.
  body.addEventListener("htmx:beforeRequest", (event) => {
    const selected = getSelection();
    const reading = !selected.isCollapsed && event.detail.elt.contains(selected.anchorNode);
    if (isPoll(event.detail) && (document.hidden || reading)) {
      event.preventDefault();
    }
  });

  body.addEventListener("htmx:beforeSwap", (event) => {
    const answer = event.detail;
    const { xhr, requestConfig } = answer;
    if (!xhr.responseText.includes('id="main"') || (isPoll(requestConfig) && xhr.status !== 200)) {
      // A proxy's own page, or none at all; what is on the screen is worth more.
      answer.shouldSwap = false;
      tell(`The site answered ${xhr.status}, which it should not. Try again.`);
    } else if (requestConfig.verb === "get" && xhr.getResponseHeader("Service-Version") !== body.dataset.version) {
      // Another version: its pages need its own style sheet and scripts.
      answer.shouldSwap = false;
      location.assign(xhr.responseURL);
    } else {
      tell("");
    }
  });

  const unanswered = () => tell("The site does not answer. Check the network and try again.");
  body.addEventListener("htmx:sendError", unanswered);
  body.addEventListener("htmx:timeout", unanswered);

  // As after loading a page: the next thing that a keyboard or screen reader meets is the content.
  body.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "main" && event.detail.boosted) {
      const start = event.target.querySelector(".notice") ?? event.target;
      start.focus({ preventScroll: true });
    }
  });
});
