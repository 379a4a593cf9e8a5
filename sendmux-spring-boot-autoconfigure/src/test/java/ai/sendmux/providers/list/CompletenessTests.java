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

package ai.sendmux.providers.list;

import java.util.ArrayList;
import java.util.List;

import ai.sendmux.SendmuxResponseException;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderPage;
import ai.sendmux.providers.ProviderQuery;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import ai.sendmux.providers.TestCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a list is never shorter than it is without saying so.
 */
class CompletenessTests {

	static final List<String> UNCLEAR = List.of("", ",\"pagination\":null", ",\"pagination\":\"x\"",
			",\"pagination\":1", ",\"pagination\":[]", ",\"pagination\":[{\"has_more\":false}]", ",\"pagination\":{}",
			",\"pagination\":{\"next_cursor\":\"c2\"}", ",\"pagination\":{\"has_more\":null,\"next_cursor\":\"c2\"}",
			",\"pagination\":{\"has_more\":\"yes\",\"next_cursor\":\"c2\"}", ",\"pagination\":{\"has_more\":{}}",
			",\"pagination\":{\"has_more\":[true]}", ",\"pagination\":{\"has_more\":\"\"}", ",\"has_more\":false",
			",\"pagination\":{\"has_more\":true}", ",\"pagination\":{\"has_more\":true,\"next_cursor\":null}",
			",\"pagination\":{\"has_more\":true,\"next_cursor\":\"\"}",
			",\"pagination\":{\"has_more\":true,\"next_cursor\":{}}");

	private final List<ClientRequest> requests = new ArrayList<>();

	@ParameterizedTest
	@FieldSource("UNCLEAR")
	void listWhenPaginationIsUnclearEmitsAccountsThenFails(String pagination) {
		StepVerifier.create(responding(page(pagination, "a", "b")).list().map(Provider::id))
			.expectNext("a", "b")
			.expectErrorSatisfies((failure) -> assertThat(failure).isExactlyInstanceOf(SendmuxResponseException.class)
				.hasMessageContaining("more items follow"))
			.verify(TestCalls.TIMEOUT);
		assertThat(this.requests).hasSize(1);
	}

	@ParameterizedTest
	@FieldSource("UNCLEAR")
	void listPageWhenPaginationIsUnclearFails(String pagination) {
		SendmuxResponseException failure = TestCalls.failureOf(
				responding(page(pagination, "a")).listPage(ProviderQuery.all(), null), SendmuxResponseException.class);
		assertThat(failure.operation()).isEqualTo("providers.list");
		assertThat(failure.requestId()).isEqualTo("req_1");
		assertThat(failure.statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@FieldSource("UNCLEAR")
	void listWhenPageIsEmptyAndPaginationIsUnclearFails(String pagination) {
		StepVerifier.create(responding(page(pagination)).list())
			.expectError(SendmuxResponseException.class)
			.verify(TestCalls.TIMEOUT);
	}

	@Test
	void listWhenSecondPageHasNoPaginationFails() {
		StepVerifier
			.create(responding(page(",\"pagination\":{\"has_more\":true,\"next_cursor\":\"c2\"}", "a"), page("", "b"))
				.list()
				.map(Provider::id))
			.expectNext("a", "b")
			.expectError(SendmuxResponseException.class)
			.verify(TestCalls.TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "\"false\"", "0" })
	void listWhenTheEndIsReadableCompletes(String hasMore) {
		StepVerifier
			.create(responding(page(",\"pagination\":{\"has_more\":" + hasMore + "}", "a")).list().map(Provider::id))
			.expectNext("a")
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
	}

	@Test
	void listWhenNoMoreAreRequestedThanThePageHasDoesNotFail() {
		StepVerifier.create(responding(page("", "a", "b")).list().take(2))
			.expectNextCount(2)
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"id\":null}", "{\"id\":\"\"}", "{\"id\":\" \"}", "{\"id\":{}}", "null", "\"a\"",
			"[]", "{\"name\":\"Shop\"}" })
	void listWhenItemHasNoIdEmitsOthersThenFails(String item) {
		String first = "{\"data\":[{\"id\":\"a\"}," + item
				+ ",{\"id\":\"b\"}],\"pagination\":{\"has_more\":true,\"next_cursor\":\"c2\"}}";
		StepVerifier
			.create(responding(first, page(",\"pagination\":{\"has_more\":false}", "c")).list().map(Provider::id))
			.expectNext("a", "b", "c")
			.expectErrorSatisfies((failure) -> assertThat(failure).isExactlyInstanceOf(SendmuxResponseException.class)
				.hasMessageContaining("without an id"))
			.verify(TestCalls.TIMEOUT);
	}

	@Test
	void listPageWhenItemHasNoIdOmitsIt() {
		String body = "{\"data\":[{\"id\":\"a\"},{}],\"pagination\":{\"has_more\":false}}";
		ProviderPage page = TestCalls.resultOf(responding(body).listPage(ProviderQuery.all(), null));
		assertThat(page.items()).extracting(Provider::id).containsExactly("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "stats", "../../stats", "a.b", "a/b", "\u00e4" })
	void listWhenIdIsNotPathSegmentEmitsAccount(String id) {
		StepVerifier.create(responding(page(",\"pagination\":{\"has_more\":false}", id)).list().map(Provider::id))
			.expectNext(id)
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
	}

	@ParameterizedTest
	@CsvSource({ "0, 2", "0, 5", "3, 5", "5, 40" })
	void listWhenCursorsFormCycleEmitsEachAccountOnceThenFails(int before, int circle) {
		int last = before + circle;
		SendmuxProvidersOperations providers = providers((cursor) -> {
			int page = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
			int next = (page == last) ? before + 1 : page + 1;
			return page(",\"pagination\":{\"has_more\":true,\"next_cursor\":\"" + next + "\"}", "dprov_" + page);
		});
		List<String> ids = new ArrayList<>();
		StepVerifier.create(providers.list().map(Provider::id).doOnNext(ids::add))
			.thenConsumeWhile((id) -> true)
			.expectErrorSatisfies((failure) -> assertThat(failure).hasMessageContaining("already read"))
			.verify(TestCalls.TIMEOUT);
		assertThat(ids).hasSize(last + 1).doesNotHaveDuplicates();
		assertThat(this.requests).hasSize(last + 1);
	}

	@Test
	void listWhenCycleIsLongerThanCursorHistoryFails() {
		SendmuxProvidersOperations providers = providers((cursor) -> {
			int page = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
			int next = (page == 2500) ? 1500 : page + 1;
			return page(",\"pagination\":{\"has_more\":true,\"next_cursor\":\"" + next + "\"}", "dprov_" + page);
		});
		StepVerifier.create(providers.list())
			.thenConsumeWhile((id) -> true)
			.expectErrorSatisfies((failure) -> assertThat(failure).hasMessageContaining("already read"))
			.verify(TestCalls.TIMEOUT);
		assertThat(this.requests).hasSizeLessThan(6000);
	}

	@Test
	void listWhenTooManyPagesInARowAreEmptyFails() {
		SendmuxProvidersOperations providers = providers((cursor) -> page(
				",\"pagination\":{\"has_more\":true,\"next_cursor\":\"" + this.requests.size() + "\"}"));
		StepVerifier.create(providers.list())
			.expectErrorSatisfies((failure) -> assertThat(failure).isExactlyInstanceOf(SendmuxResponseException.class)
				.hasMessageContaining("1000 pages in a row"))
			.verify(TestCalls.TIMEOUT);
		assertThat(this.requests).hasSize(1000);
	}

	@Test
	void listWhenEmptyPagesAreNotConsecutiveContinues() {
		SendmuxProvidersOperations providers = providers((cursor) -> {
			int number = this.requests.size();
			return page(",\"pagination\":{\"has_more\":" + (number < 2000) + ",\"next_cursor\":\"" + number + "\"}",
					(number % 500 == 0) ? new String[] { "dprov_" + number } : new String[0]);
		});
		StepVerifier.create(providers.list()).expectNextCount(4).expectComplete().verify(TestCalls.TIMEOUT);
	}

	private SendmuxProvidersOperations responding(String... bodies) {
		return providers((cursor) -> bodies[this.requests.size() - 1]);
	}

	private SendmuxProvidersOperations providers(Responder responder) {
		WebClient webClient = WebClient.builder().exchangeFunction((request) -> {
			this.requests.add(request);
			String cursor = UriComponentsBuilder.fromUri(request.url()).build().getQueryParams().getFirst("cursor");
			return Mono.fromSupplier(() -> ClientResponse.create(HttpStatus.OK)
				.body(responder.respond((cursor != null) ? cursor : ""))
				.build());
		}).build();
		return new SendmuxProvidersTemplate(TestCalls.retryingClient("http://localhost", webClient));
	}

	private static String page(String pagination, String... ids) {
		List<String> items = new ArrayList<>();
		for (String id : ids) {
			items.add("{\"id\":\"" + id + "\"}");
		}
		return "{\"ok\":true,\"data\":[" + String.join(",", items) + "]" + pagination
				+ ",\"meta\":{\"request_id\":\"req_1\"}}";
	}

	/**
	 * Makes the body of a page.
	 */
	private interface Responder {

		String respond(String cursor);

	}

}
