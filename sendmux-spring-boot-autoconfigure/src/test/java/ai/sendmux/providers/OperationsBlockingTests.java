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

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.providers.list.ListPages;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpStatus;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for callers that wait for the result.
 */
class OperationsBlockingTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final SendmuxProvidersOperations providers = TestCalls.retryingProviders(server.baseUrl());

	private final OperationsBlockingExample controller = new OperationsBlockingExample(this.providers);

	@Test
	void blockWhenOnPlainThreadReturnsResult() {
		server.stubFor(OperationCase.GET.response());
		assertThat(this.controller.account("dprov_1").getBody()).extracting("name").isEqualTo("Transactional SMTP");
	}

	@Test
	void blockWhenOnPlainThreadThrowsSendmuxException() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(notFound()));
		assertThatExceptionOfType(SendmuxNotFoundException.class)
			.isThrownBy(() -> this.providers.get("dprov_1").block(TestCalls.TIMEOUT));
		assertThat(this.controller.account("dprov_1").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
	}

	@Test
	void toIterableWhenOnPlainThreadReturnsAccounts() {
		new ListPages(server).serve(25, 10);
		assertThat(this.providers.list().map(Provider::id).toIterable())
			.containsExactlyElementsOf(ListPages.ids(0, 25));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void blockWhenOnVirtualThreadReturnsResult() throws Exception {
		server.stubFor(OperationCase.GET.response());
		ExecutorService threads = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
			.invoke(null);
		try {
			assertThat(threads.submit(() -> this.controller.account("dprov_1").getBody())
				.get(TestCalls.TIMEOUT.toSeconds(), TimeUnit.SECONDS)).extracting("name")
				.isEqualTo("Transactional SMTP");
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void blockWhenOnEventLoopFailsAsReactorDoes() {
		server.stubFor(OperationCase.GET.response());
		server.stubFor(OperationCase.STATS.response());
		Mono<ProviderStats> call = this.providers.get("dprov_1")
			.mapNotNull((provider) -> this.providers.stats().block());
		assertThat(TestCalls.failureOf(call, IllegalStateException.class)).hasMessageContainingAll("block()",
				"not supported in thread reactor-http");
	}

	@Test
	void blockWhenOnNonBlockingThreadFailsAsReactorDoes() {
		Mono<Provider> call = Mono.fromSupplier(() -> this.providers.get("dprov_1").block())
			.subscribeOn(Schedulers.parallel());
		assertThat(TestCalls.failureOf(call, IllegalStateException.class)).hasMessageContainingAll("block()",
				"not supported in thread parallel");
	}

}
