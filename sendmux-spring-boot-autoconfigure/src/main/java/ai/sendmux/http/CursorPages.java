/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package ai.sendmux.http;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxResponseException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

import org.springframework.util.StringUtils;

/**
 * Reads lists page by page.
 * <p>
 * A page is fetched only when the subscriber requests more than it received, and is
 * released before the next one is fetched. A list that is not complete fails, after the
 * items that could be read.
 *
 * @param <T> the type of the items
 */
public final class CursorPages<T> {

	/**
	 * A circle that leads back to one of the first pages is found without reading any
	 * page twice.
	 */
	private static final int MAX_REMEMBERED_CURSORS = 1000;

	private static final int MAX_REMEMBERED_LENGTH = 256;

	private static final int MAX_EMPTY_PAGES = 1000;

	private final Set<String> remembered = new HashSet<>();

	private boolean more = true;

	private @Nullable String cursor;

	private @Nullable String landmark;

	private long pages;

	private long nextLandmark = 1;

	private int emptyPages;

	private boolean incomplete;

	private CursorPages() {
	}

	/**
	 * Read the whole list.
	 * @param client the client that fetches the pages
	 * @param request creates the request of the page at a cursor, {@code null} for the
	 * first one
	 * @param <T> the type of the items
	 * @return a {@link Flux} that emits the items, without those that have no id, and
	 * fails with a {@link SendmuxResponseException} if the list is not complete
	 */
	public static <T> Flux<T> read(ApiClient client, Function<@Nullable String, ApiRequest<List<T>>> request) {
		// Without prefetch, a page is requested when the items of the last one are
		// emitted.
		return Flux.<Flux<T>, CursorPages<T>>generate(CursorPages::new, (pages, sink) -> {
			if (pages.more) {
				ApiRequest<List<T>> next = request.apply(pages.cursor);
				sink.next(client.call(next).flatMapMany((response) -> pages.read(next, response)));
			}
			else {
				sink.complete();
			}
			return pages;
		}).concatMap((page) -> page, 0);
	}

	/**
	 * Read one page.
	 * @param client the client that fetches the page
	 * @param request the request of the page
	 * @param <T> the type of the items
	 * @return a {@link Mono} that emits the page, and fails with a
	 * {@link SendmuxResponseException} if the page does not say whether and where the
	 * list continues
	 */
	public static <T> Mono<Page<T>> readPage(ApiClient client, ApiRequest<List<T>> request) {
		return client.call(request).map((response) -> {
			String reason = findUnclear(response);
			if (reason != null) {
				throw unreadable(request, response, reason);
			}
			boolean more = Boolean.TRUE.equals(response.hasMore());
			return new Page<>(readable(response), more, more ? response.nextCursor() : null);
		});
	}

	private Flux<T> read(ApiRequest<List<T>> request, ApiResponse<List<T>> response) {
		List<T> items = readable(response);
		this.incomplete |= items.size() < response.data().size();
		this.emptyPages = items.isEmpty() ? this.emptyPages + 1 : 0;
		this.more = Boolean.TRUE.equals(response.hasMore());
		String reason = findUnclear(response);
		if (reason == null) {
			reason = this.more ? advance(String.valueOf(response.nextCursor())) : findIncomplete();
		}
		if (reason == null) {
			return this.more ? onDemand(items) : Flux.fromIterable(items);
		}
		// A server that ignores cursors sends the same page again.
		boolean repeated = this.more && this.cursor != null && this.cursor.equals(response.nextCursor());
		this.more = false;
		return Flux.fromIterable(repeated ? List.<T>of() : items)
			.concatWith(Mono.error(unreadable(request, response, reason)));
	}

	/**
	 * Generators, unlike iterables, complete on demand only: the end of a page must not
	 * fetch the next one, but the end of the list is signalled at once.
	 */
	private static <T> Flux<T> onDemand(List<T> items) {
		return Flux.generate(items::iterator, (Iterator<T> iterator, SynchronousSink<T> sink) -> {
			if (iterator.hasNext()) {
				sink.next(iterator.next());
			}
			else {
				sink.complete();
			}
			return iterator;
		});
	}

	/**
	 * An item without an id must not cost the others.
	 */
	private static <T> List<T> readable(ApiResponse<List<T>> response) {
		return response.data().stream().filter(Objects::nonNull).toList();
	}

	private static @Nullable String findUnclear(ApiResponse<?> response) {
		if (response.hasMore() == null) {
			return "it does not say whether more items follow";
		}
		return (response.hasMore() && !StringUtils.hasLength(response.nextCursor()))
				? "more items follow, but there is no cursor to them" : null;
	}

	private @Nullable String findIncomplete() {
		return this.incomplete ? "the list is not complete, because it has items without an id" : null;
	}

	/**
	 * Go on to the next page, or return why it cannot be read. A circle that does not
	 * lead back to a remembered cursor is found by a landmark that moves on at each power
	 * of two.
	 */
	private @Nullable String advance(String next) {
		if (next.equals(this.cursor) || next.equals(this.landmark) || this.remembered.contains(next)) {
			return "its cursor leads back to a page that was already read";
		}
		if (this.emptyPages == MAX_EMPTY_PAGES) {
			return MAX_EMPTY_PAGES + " pages in a row have no item";
		}
		this.cursor = next;
		if (this.remembered.size() < MAX_REMEMBERED_CURSORS && next.length() <= MAX_REMEMBERED_LENGTH) {
			this.remembered.add(next);
		}
		if (++this.pages == this.nextLandmark) {
			this.landmark = next;
			this.nextLandmark *= 2;
		}
		return null;
	}

	private static SendmuxResponseException unreadable(ApiRequest<?> request, ApiResponse<?> response, String reason) {
		SendmuxCallDetails call = SendmuxCallDetails.builder(request.operation().name())
			.attempts(1)
			.requestId(response.requestId())
			.build();
		return new SendmuxResponseException(call, 200, null, reason);
	}

	/**
	 * One page of a list.
	 *
	 * @param items the items that could be read
	 * @param hasMore whether more items follow
	 * @param nextCursor where the next page starts, or {@code null} if no more items
	 * follow
	 * @param <T> the type of the items
	 */
	public record Page<T>(List<T> items, boolean hasMore, @Nullable String nextCursor) {

	}

}
