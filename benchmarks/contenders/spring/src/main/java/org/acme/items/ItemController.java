package org.acme.items;

import jakarta.validation.Valid;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/items/{id}")
public class ItemController {
  private static final Logger LOG = LoggerFactory.getLogger(ItemController.class);

  private static final Pattern TAG = Pattern.compile("\"([1-9][0-9]{0,17})\"");

  private final ItemRepository items;

  ItemController(ItemRepository items) {
    this.items = items;
  }

  /** Spring answers 304 by itself where If-None-Match names the tag. */
  @GetMapping
  ResponseEntity<Item> get(@PathVariable UUID id) {
    return items
        .find(id)
        .map(ItemController::answer)
        .orElseThrow(
            () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No item has this id"));
  }

  @PutMapping
  ResponseEntity<Item> replace(
      @PathVariable UUID id,
      @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      @Valid @RequestBody NewItem content) {
    Matcher tag =
        TAG.matcher(
            ifMatch.orElseThrow(() ->
                new ResponseStatusException(HttpStatus.PRECONDITION_REQUIRED, "Send If-Match")));
    Item item =
        (tag.matches()
                ? items.replace(id, Long.parseLong(tag.group(1)), content)
                : Optional.<Item>empty())
            .orElseThrow(() ->
                new ResponseStatusException(
                    HttpStatus.PRECONDITION_FAILED, "The item is not at this version"));
    LOG.info("item replaced id={} version={}", item.id(), item.version());
    return answer(item);
  }

  private static ResponseEntity<Item> answer(Item item) {
    return ResponseEntity.ok()
        .eTag("\"" + item.version() + "\"")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .body(item);
  }
}
