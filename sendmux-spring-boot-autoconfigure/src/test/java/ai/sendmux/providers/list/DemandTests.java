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

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestResponses;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for when {@link SendmuxProvidersOperations#list()} fetches a page.
 */
class DemandTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final ListPages pages = new ListPages(server);

	private final Flux<Provider> list = TestCalls.retryingProviders(server.baseUrl()).list();

	@Test
	void listWhenThreeOfThousandAreTakenSendsOneRequest() {
		this.pages.serve(1000, 50);
		StepVerifier.create(this.list.take(3).map(Provider::id))
			.expectNext("dprov_0", "dprov_1", "dprov_2")
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
		this.pages.assertRequests(1);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "49, 1", "50, 1", "51, 2", "100, 2", "101, 3", "150, 3" })
	void listWhenSomeAreTakenFetchesTheirPagesOnly(int taken, int requests) {
		this.pages.serve(200, 50);
		StepVerifier.create(this.list.take(taken)).expectNextCount(taken).expectComplete().verify(TestCalls.TIMEOUT);
		this.pages.assertRequests(requests);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 20 })
	void listWhenAllAreReadSendsOneRequestPerPage(int count) {
		this.pages.serve(count * 10, 10);
		StepVerifier.create(this.list.map(Provider::id).collectList())
			.assertNext((ids) -> assertThat(ids).isEqualTo(ListPages.ids(0, count * 10)))
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
		this.pages.assertRequests(count);
	}

	@Test
	void listWhenLastPageIsNotFullEmitsTheRest() {
		this.pages.serve(25, 10);
		StepVerifier.create(this.list).expectNextCount(25).expectComplete().verify(TestCalls.TIMEOUT);
		this.pages.assertRequests(3);
	}

	@Test
	void listWhenNothingIsRequestedFetchesNothing() {
		this.pages.serve(10, 10);
		StepVerifier.create(this.list, 0).expectSubscription().thenCancel().verify(TestCalls.TIMEOUT);
		this.pages.assertRequests(0);
	}

	@Test
	void listWhenExactlyOnePageIsRequestedFetchesOnePage() {
		this.pages.serve(30, 10);
		StepVerifier.create(this.list, 0)
			.thenRequest(10)
			.expectNextCount(10)
			.then(() -> this.pages.assertRequests(1))
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> this.pages.assertRequests(2))
			.thenCancel()
			.verify(TestCalls.TIMEOUT);
		this.pages.assertRequests(2);
	}

	@Test
	void listWhenRequestedInSmallStepsEmitsInOrder() {
		this.pages.serve(7, 3);
		StepVerifier.create(this.list.map(Provider::id), 0)
			.thenRequest(2)
			.expectNext("dprov_0", "dprov_1")
			.thenRequest(2)
			.expectNext("dprov_2", "dprov_3")
			.thenRequest(4)
			.expectNext("dprov_4", "dprov_5", "dprov_6")
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
		this.pages.assertRequests(3);
	}

	@ParameterizedTest
	@CsvSource({ "10, 10", "20, 10", "25, 10" })
	void listWhenExactlyAllAreRequestedCompletes(int accounts, int pageSize) {
		this.pages.serve(accounts, pageSize);
		StepVerifier.create(this.list, accounts).expectNextCount(accounts).expectComplete().verify(TestCalls.TIMEOUT);
	}

	@Test
	void listWhenCancelledFetchesNoFurtherPage() {
		this.pages.serve(30, 10);
		StepVerifier.create(this.list, 0).thenRequest(5).expectNextCount(5).thenCancel().verify(TestCalls.TIMEOUT);
		this.pages.assertRequests(1);
	}

	@Test
	void listWhenSubscribedTwiceEmitsAllToEachSubscriber() {
		this.pages.serve(30, 10);
		Flux<List<String>> both = Flux.range(0, 2).flatMap((number) -> this.list.map(Provider::id).collectList());
		StepVerifier.create(both)
			.expectNext(ListPages.ids(0, 30), ListPages.ids(0, 30))
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
		this.pages.assertRequests(6);
	}

	@Test
	void listWhenOneSubscriberIsSlowDoesNotDelayTheOther() {
		this.pages.serve(30, 10);
		StepVerifier.create(this.list, 0)
			.thenRequest(12)
			.expectNextCount(12)
			.then(() -> TestCalls.complete(this.list))
			.thenRequest(18)
			.expectNextCount(18)
			.thenCancel()
			.verify(TestCalls.TIMEOUT);
		this.pages.assertRequests(6);
	}

	@Test
	void listWhenPageIsEmptyButMoreFollowContinues() {
		this.pages.serve(null, TestResponses.page(List.of(), true, "a"));
		this.pages.serve("a", TestResponses.page(List.of("dprov_1"), true, "b"));
		this.pages.serve("b", TestResponses.page(List.of(), true, "c"));
		this.pages.serve("c", TestResponses.page(List.of(), false, null));
		StepVerifier.create(this.list.map(Provider::id))
			.expectNext("dprov_1")
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
	}

}
