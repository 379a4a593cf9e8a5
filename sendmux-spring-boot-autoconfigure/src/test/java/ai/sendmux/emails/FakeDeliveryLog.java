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

package ai.sendmux.emails;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BearerToken;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Delivery log in memory, whose time is that of Reactor's schedulers.
 */
final class FakeDeliveryLog implements ExchangeFunction {

	static final Instant START = Instant.parse("2026-05-25T02:00:00Z");

	private final long startNanos = nanos();

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	private final NavigableSet<Entry> newestFirst = new TreeSet<>(
			Comparator.comparing(Entry::createdAt).thenComparing(Entry::sequence).reversed());

	private final Deque<Supplier<Mono<ClientResponse>>> faults = new ArrayDeque<>();

	private final List<Request> requests = new ArrayList<>();

	private final Map<String, Integer> unreadable = new HashMap<>();

	private String extraItems = "";

	private boolean ignoresDates;

	private static long nanos() {
		return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
	}

	Instant now() {
		return START.plusNanos(nanos() - this.startNanos);
	}

	SendmuxEmailsTemplate emails(Duration interval) {
		return emails(interval, Mono.never());
	}

	SendmuxEmailsTemplate emails(Duration interval, Mono<Void> closed) {
		ApiSettings settings = new ApiSettings(ApiSettings.DEFAULTS.timeouts(),
				new ApiSettings.Retry(0, Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ZERO, Duration.ZERO),
				ApiSettings.RateLimit.DEFAULTS, ApiSettings.DEFAULTS.maxResponseSize());
		return new SendmuxEmailsTemplate(ApiClient.create(WebClient.builder().exchangeFunction(this).build(),
				URI.create("http://localhost"), BearerToken.of("smx_root_fake"), settings), interval, closed);
	}

	FakeDeliveryLog add(String id, String status) {
		return add(id, status, now());
	}

	FakeDeliveryLog add(String id, String status, Instant createdAt) {
		put(new Entry(this.entries.size(), id, status, createdAt));
		return this;
	}

	void addAll(String prefix, int count, Instant createdAt) {
		for (int i = 0; i < count; i++) {
			add(prefix + i, "sent", createdAt);
		}
	}

	void change(String id, String status) {
		Entry entry = Objects.requireNonNull(this.entries.get(id));
		this.newestFirst.remove(entry);
		put(new Entry(entry.sequence(), id, status, entry.createdAt()));
	}

	void remove(String id) {
		this.newestFirst.remove(Objects.requireNonNull(this.entries.remove(id)));
	}

	private void put(Entry entry) {
		this.entries.put(entry.id(), entry);
		this.newestFirst.add(entry);
	}

	/**
	 * What is in the list besides the entries, such as an item without an id.
	 */
	void addToList(String item) {
		this.extraItems += "," + item;
	}

	/**
	 * Respond with HTML each time that the entry is read on its own.
	 */
	void failReading(String id, int status) {
		this.unreadable.put(id, status);
	}

	void stopFailing(String id) {
		this.unreadable.remove(id);
	}

	void ignoreDates() {
		this.ignoresDates = true;
	}

	void fail(int status, String code, boolean retryable) {
		this.faults.add(() -> Mono.just(response(status, "{\"ok\":false,\"error\":{\"code\":\"" + code
				+ "\",\"message\":\"No\",\"retryable\":" + retryable + "}}")));
	}

	void respond(Supplier<Mono<ClientResponse>> response) {
		this.faults.add(response);
	}

	List<Request> requests() {
		return this.requests;
	}

	List<String> ids() {
		return List.copyOf(this.entries.keySet());
	}

	/**
	 * The headers are complete when the request is written.
	 */
	@Override
	public Mono<ClientResponse> exchange(ClientRequest request) {
		MockClientHttpRequest written = new MockClientHttpRequest(request.method(), request.url());
		return request.writeTo(written, ExchangeStrategies.withDefaults())
			.then(Mono.defer(() -> respond(request.url(), written.getHeaders().getFirst("If-None-Match"))));
	}

	private Mono<ClientResponse> respond(URI url, @Nullable String condition) {
		UriComponents uri = UriComponentsBuilder.fromUri(url).build();
		String path = Objects.requireNonNull(uri.getPath());
		Map<String, String> query = new LinkedHashMap<>();
		uri.getQueryParams()
			.toSingleValueMap()
			.forEach((name, value) -> query.put(name, UriUtils.decode(value, StandardCharsets.UTF_8)));
		this.requests.add(new Request(path, query, condition, Duration.ofNanos(nanos() - this.startNanos)));
		Supplier<Mono<ClientResponse>> fault = this.faults.poll();
		if (fault != null) {
			return fault.get();
		}
		return Mono.fromSupplier(() -> path.equals("/emails/logs") ? list(query)
				: get(path.substring("/emails/logs/".length()), condition));
	}

	private ClientResponse get(String id, @Nullable String condition) {
		Entry entry = this.entries.get(id);
		Integer failure = this.unreadable.get(id);
		if (failure != null) {
			return response(failure, "<html>");
		}
		if (entry == null) {
			return response(404, "{\"ok\":false,\"error\":{\"code\":\"not_found\",\"message\":\"No\"}}");
		}
		String etag = "W/\"" + entry.status() + "\"";
		if (etag.equals(condition)) {
			return ClientResponse.create(HttpStatusCode.valueOf(304)).header("ETag", etag).build();
		}
		return ClientResponse.create(HttpStatusCode.valueOf(200))
			.header("ETag", etag)
			.body("{\"ok\":true,\"data\":" + entry.json() + "}")
			.build();
	}

	private ClientResponse list(Map<String, String> query) {
		int limit = Integer.parseInt(query.getOrDefault("limit", "25"));
		Stream<Entry> from = query.containsKey("cursor")
				? this.newestFirst.tailSet(Entry.at(String.valueOf(query.get("cursor"))), false).stream()
				: this.newestFirst.stream();
		List<Entry> matching = from.filter((entry) -> matches(entry, query)).limit(limit + 1L).toList();
		List<Entry> page = matching.stream().limit(limit).toList();
		boolean more = matching.size() > page.size();
		String items = page.stream().map(Entry::json).collect(Collectors.joining(",")) + this.extraItems;
		String cursor = more ? ",\"next_cursor\":\"" + page.get(page.size() - 1).cursor() + "\"" : "";
		return response(200, "{\"ok\":true,\"data\":[" + (items.startsWith(",") ? items.substring(1) : items)
				+ "],\"pagination\":{\"has_more\":" + more + cursor + "}}");
	}

	private boolean matches(Entry entry, Map<String, String> query) {
		String from = this.ignoresDates ? null : query.get("from_date");
		String to = this.ignoresDates ? null : query.get("to_date");
		return (from == null || !entry.createdAt().isBefore(Instant.parse(from)))
				&& (to == null || !entry.createdAt().isAfter(Instant.parse(to)))
				&& (!query.containsKey("status") || entry.status().equals(query.get("status")));
	}

	private static ClientResponse response(int status, String body) {
		return ClientResponse.create(HttpStatusCode.valueOf(status)).body(body).build();
	}

	/**
	 * Request that was received.
	 *
	 * @param path the path below the base URL
	 * @param query the query
	 * @param condition the version that the client has
	 * @param time the time since the start
	 */
	record Request(String path, Map<String, String> query, @Nullable String condition, Duration time) {

	}

	private record Entry(int sequence, String id, String status, Instant createdAt) {

		String json() {
			return "{\"id\":\"" + this.id + "\",\"status\":\"" + this.status + "\",\"created_at\":\"" + this.createdAt
					+ "\"}";
		}

		String cursor() {
			return this.createdAt + "_" + this.sequence;
		}

		static Entry at(String cursor) {
			String[] parts = cursor.split("_");
			return new Entry(Integer.parseInt(parts[1]), "", "", Instant.parse(parts[0]));
		}

	}

}
