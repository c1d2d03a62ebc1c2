package org.acme.items.frontend.http;

/** What an error page tells. */
record ErrorView(String title, String message) {}
