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

import java.util.List;

import ai.sendmux.SendmuxResponseException;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderQuery;
import ai.sendmux.providers.ProviderStatus;
import ai.sendmux.providers.ProviderType;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestResponses;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how {@link SendmuxProvidersOperations#list()} goes from page to page, and
 * what it does when the pages do not lead on.
 */
class CursorTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final ListPages pages = new ListPages(server);

	private final Flux<Provider> list = TestCalls.retryingProviders(server.baseUrl()).list();

	@ParameterizedTest
	@ValueSource(strings = { "a b", "a+b", "a&limit=1", "a=b==", "a/b", "a?b", "100%", "a%2Fb", "größe", "{id}", "#" })
	void listWhenCursorHasReservedCharactersSendsItVerbatim(String cursor) {
		this.pages.serve(null, TestResponses.page(List.of("dprov_1"), true, cursor));
		this.pages.serve(cursor, TestResponses.page(List.of("dprov_2"), false, null));
		StepVerifier.create(this.list.map(Provider::id))
			.expectNext("dprov_1", "dprov_2")
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
	}

	@Test
	void listWhenQueryIsGivenSendsItWithEveryPage() {
		this.pages.serve(20, 10);
		ProviderQuery query = ProviderQuery.builder()
			.status(ProviderStatus.ACTIVE)
			.type(ProviderType.GMAIL_API)
			.pageSize(10)
			.build();
		TestCalls.complete(TestCalls.retryingProviders(server.baseUrl()).list(query));
		assertThat(this.pages.urls()).containsExactly("/api/v1/providers?status=active&type=gmail_api&limit=10",
				"/api/v1/providers?status=active&type=gmail_api&limit=10&cursor=c10");
	}

	@Test
	void listWhenLastPageHasACursorDoesNotFollowIt() {
		this.pages.serve(null, TestResponses.page(List.of("dprov_1"), false, "a"));
		TestCalls.complete(this.list);
		this.pages.assertRequests(1);
	}

	@Test
	void listWhenMoreFollowButThereIsNoCursorFails() {
		this.pages.serve(null, TestResponses.page(List.of("dprov_1"), true, null));
		SendmuxResponseException failure = failure();
		assertThat(failure).hasMessageContaining("no cursor");
		assertThat(failure.operation()).isEqualTo("providers.list");
		assertThat(failure.statusCode()).isEqualTo(200);
		assertThat(failure.requestId()).isEqualTo("req_1");
		assertThat(failure.retryable()).isFalse();
		assertThat(failure.outcomeUnknown()).isFalse();
	}

	@Test
	void listWhenCursorIsThatOfSamePageFails() {
		this.pages.serve(null, TestResponses.page(List.of("dprov_1"), true, "a"));
		this.pages.serve("a", TestResponses.page(List.of("dprov_2"), true, "a"));
		assertThat(failure()).hasMessageContaining("already read");
		this.pages.assertRequests(2);
	}

	@Test
	void listWhenCursorRepeatsEmitsEarlierAccountsThenFails() {
		this.pages.serve(null, TestResponses.page(List.of("dprov_1"), true, "a"));
		this.pages.serve("a", TestResponses.page(List.of("dprov_2"), true, "a"));
		StepVerifier.create(this.list.map(Provider::id))
			.expectNext("dprov_1")
			.expectError(SendmuxResponseException.class)
			.verify(TestCalls.TIMEOUT);
	}

	@ParameterizedTest
	@CsvSource({ "0, 2", "0, 3", "0, 17", "1, 2", "5, 2", "5, 3", "12, 7", "1, 64" })
	void listWhenPagesFormCycleFails(int before, int circle) {
		int last = before + circle;
		serveEmpty(null, "p1");
		for (int page = 1; page < last; page++) {
			serveEmpty("p" + page, "p" + (page + 1));
		}
		serveEmpty("p" + last, "p" + (before + 1));
		assertThat(failure()).hasMessageContaining("already read");
		assertThat(this.pages.urls()).hasSizeLessThanOrEqualTo(1 + before + 3 * Math.max(before, circle));
	}

	private void serveEmpty(@Nullable String cursor, String next) {
		this.pages.serve(cursor, TestResponses.page(List.of(), true, next));
	}

	private SendmuxResponseException failure() {
		return TestCalls.failureOf(this.list, SendmuxResponseException.class);
	}

}
