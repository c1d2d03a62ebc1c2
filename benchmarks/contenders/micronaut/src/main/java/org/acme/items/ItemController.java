package org.acme.items;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.Valid;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** On virtual threads, which is what the executor for blocking work has on this JDK. */
@Controller("/items/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
public class ItemController {
  private static final Logger LOG = LoggerFactory.getLogger(ItemController.class);

  private static final Pattern TAG = Pattern.compile("\"([1-9][0-9]{0,17})\"");

  private final ItemRepository items;

  ItemController(ItemRepository items) {
    this.items = items;
  }

  @Get
  HttpResponse<Item> get(
      String id, @Nullable @Header(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    Item item = items.find(uuid(id)).orElseThrow(ItemController::notFound);
    return tag(item).equals(ifNoneMatch)
        ? answer(HttpResponse.notModified(), item)
        : answer(HttpResponse.ok(item), item);
  }

  @Put
  HttpResponse<Item> replace(
      String id,
      @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch,
      @Valid @Body NewItem content) {
    if (ifMatch == null) {
      throw new HttpStatusException(HttpStatus.PRECONDITION_REQUIRED, "Send If-Match");
    }
    Matcher tag = TAG.matcher(ifMatch);
    Item item =
        (tag.matches()
                ? items.replace(uuid(id), Long.parseLong(tag.group(1)), content)
                : Optional.<Item>empty())
            .orElseThrow(() ->
                new HttpStatusException(
                    HttpStatus.PRECONDITION_FAILED, "The item is not at this version"));
    LOG.info("item replaced id={} version={}", item.id(), item.version());
    return answer(HttpResponse.ok(item), item);
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  private static HttpStatusException notFound() {
    return new HttpStatusException(HttpStatus.NOT_FOUND, "No item has this id");
  }

  private static String tag(Item item) {
    return "\"" + item.version() + "\"";
  }

  private static HttpResponse<Item> answer(MutableHttpResponse<Item> response, Item item) {
    return response
        .header(HttpHeaders.ETAG, tag(item))
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
  }
}
