package org.acme.items.backend.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong with a request.
 *
 * @param path member of the body ({@code price.amount}, {@code tags[2]}), or name of the parameter
 *     or header; empty for the body as a whole
 */
@Schema(requiredProperties = {"path", "message"})
public record Violation(String path, String message) {}
