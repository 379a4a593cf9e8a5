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

package ai.sendmux.providers;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import ai.sendmux.SendmuxCall;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.http.ApiAnswer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Walks through the pages of one list, for one subscriber.
 * <p>
 * A page is fetched only when the subscriber asks for more than it was given, and is
 * forgotten before the next one is fetched.
 */
final class ProviderPages {

	private final String operation;

	private boolean more = true;

	private @Nullable String cursor;

	private @Nullable String landmark;

	private long pages;

	private long nextLandmark = 1;

	private ProviderPages(String operation) {
		this.operation = operation;
	}

	/**
	 * With no prefetch, the next page is not asked for before the items of the last one
	 * are all taken.
	 */
	static Flux<Provider> walk(String operation, Function<@Nullable String, Mono<ApiAnswer<List<Provider>>>> fetch) {
		return Flux.<Mono<ApiAnswer<List<Provider>>>, ProviderPages>generate(() -> new ProviderPages(operation),
				(pages, sink) -> {
					if (pages.more) {
						sink.next(fetch.apply(pages.cursor).doOnNext(pages::turn));
					}
					else {
						sink.complete();
					}
					return pages;
				})
			.concatMap((page) -> page.flatMapMany(ProviderPages::items), 0);
	}

	/**
	 * Generators, unlike iterables, complete on demand only: the end of a page must not
	 * fetch the next one, but the end of the list is told at once.
	 */
	private static Flux<Provider> items(ApiAnswer<List<Provider>> answer) {
		List<Provider> items = readable(answer);
		if (!answer.hasMore()) {
			return Flux.fromIterable(items);
		}
		return Flux.<Provider, Iterator<Provider>>generate(items::iterator, (iterator, sink) -> {
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
	 * An item that is not an account with an id is left out: it must not cost the others.
	 */
	static List<Provider> readable(ApiAnswer<List<Provider>> answer) {
		return answer.data().stream().filter(Objects::nonNull).toList();
	}

	/**
	 * A circle of cursors is found by a landmark that moves on at each power of two, so
	 * that not all cursors have to be remembered.
	 */
	private void turn(ApiAnswer<?> answer) {
		this.more = answer.hasMore();
		if (!this.more) {
			return;
		}
		String next = answer.nextCursor();
		if (next == null) {
			throw unreadable(answer, "more accounts follow, but there is no cursor to them");
		}
		if (next.equals(this.cursor) || next.equals(this.landmark)) {
			throw unreadable(answer, "its cursor leads back to a page that was already read");
		}
		this.cursor = next;
		if (++this.pages == this.nextLandmark) {
			this.landmark = next;
			this.nextLandmark *= 2;
		}
	}

	private SendmuxResponseException unreadable(ApiAnswer<?> answer, String reason) {
		SendmuxCall call = SendmuxCall.builder(this.operation).attempts(1).requestId(answer.requestId()).build();
		return new SendmuxResponseException(call, 200, null, reason);
	}

}
