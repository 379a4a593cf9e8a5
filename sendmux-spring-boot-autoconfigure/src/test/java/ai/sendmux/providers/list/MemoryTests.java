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

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link SendmuxProvidersOperations#list()} keeps in memory.
 */
class MemoryTests {

	private static final int ACCOUNTS = 10_000;

	private static final int PAGE_SIZE = 100;

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final ListPages pages = new ListPages(server);

	private final Queue<WeakReference<Provider>> emitted = new ConcurrentLinkedQueue<>();

	@Test
	void listWhenManyPagesHoldsOnlyOne() {
		this.pages.serve(ACCOUNTS, PAGE_SIZE);
		Flux<Provider> list = TestCalls.retryingProviders(server.baseUrl())
			.list()
			.doOnNext((provider) -> this.emitted.add(new WeakReference<>(provider)));
		StepVerifier.create(list, 0)
			.thenRequest(ACCOUNTS / 2)
			.expectNextCount(ACCOUNTS / 2)
			.then(() -> assertHoldsAtMostOnePage(ACCOUNTS / 2))
			.thenRequest(ACCOUNTS / 2 - 1)
			.expectNextCount(ACCOUNTS / 2 - 1)
			.then(() -> assertHoldsAtMostOnePage(ACCOUNTS - 1))
			.thenRequest(1)
			.expectNextCount(1)
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
		this.pages.assertRequests(ACCOUNTS / PAGE_SIZE);
	}

	/**
	 * The page that the latest account is from may still be held, and the latest account
	 * itself. All before them must be gone.
	 */
	private void assertHoldsAtMostOnePage(int count) {
		List<WeakReference<Provider>> earlier = this.emitted.stream().limit(count - PAGE_SIZE).toList();
		Awaitility.await().atMost(TestCalls.TIMEOUT).untilAsserted(() -> {
			System.gc();
			assertThat(earlier).hasSize(count - PAGE_SIZE).allMatch((reference) -> reference.refersTo(null));
		});
	}

}
