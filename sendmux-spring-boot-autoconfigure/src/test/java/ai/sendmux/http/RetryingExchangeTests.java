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

import java.net.URI;
import java.time.Duration;

import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how {@link RetryingExchange} gives up.
 */
@Isolated
class RetryingExchangeTests {

	private static final ApiSettings DEFAULTS = ApiSettings.DEFAULTS;

	private final StubExchange server = new StubExchange();

	@Test
	void callWhenFilterFailsEachAttemptEmitsFailure() {
		SendmuxException failure = new SendmuxTransportException(
				SendmuxCallDetails.builder("providers.get").retryable(true).build(), "of a filter", null);
		this.server.then(() -> Mono.error(failure)).always();
		StepVerifier.withVirtualTime(() -> FaultCall.GET.on(this.server.providers(DEFAULTS)).then())
			.thenAwait(Duration.ofSeconds(5))
			.expectErrorSatisfies((reported) -> assertThat(reported).isSameAs(failure))
			.verify(FaultClient.PATIENCE);
		assertThat(this.server.attempts()).isEqualTo(3);
	}

	@Test
	void callWhenClosedDuringWaitHasEarlierFailuresSuppressed() {
		this.server.thenFail(500).thenFail(503, "Retry-After", "30");
		ApiScheduler shutdown = new ApiScheduler();
		ApiClient client = new ApiClient(WebClient.builder().exchangeFunction(this.server).build(),
				URI.create("http://localhost"), TokenSource.of(FaultClient.TOKEN), DEFAULTS,
				ApiSettings.Observation.NONE, shutdown);
		StepVerifier.withVirtualTime(() -> FaultCall.GET.on(new SendmuxProvidersTemplate(client)).then())
			.thenAwait(Duration.ofSeconds(5))
			.then(shutdown::close)
			.expectErrorSatisfies((failure) -> assertThat(failure.getSuppressed()).singleElement()
				.extracting((earlier) -> ((SendmuxServerException) earlier).statusCode())
				.isEqualTo(500))
			.verify(FaultClient.PATIENCE);
	}

	@Test
	void callWhenFailureIsNotSendmuxExceptionIsPropagated() {
		ApiCall<Object> call = new ApiCall<>(ApiOperation.get("test", "/test", Object.class).request().build());
		IllegalStateException failure = new IllegalStateException("unexpected");
		RetryingExchange exchange = new RetryingExchange(ApiSettings.Retry.DEFAULTS, new RetryBudget(500),
				ApiSettings.Timeouts.DEFAULTS, TokenSource.of(FaultClient.TOKEN), ApiScheduler.SHARED,
				new FailingExchange(failure));
		StepVerifier.create(exchange.exchange(call))
			.expectErrorSatisfies((passedOn) -> assertThat(passedOn).isSameAs(failure))
			.verify(FaultClient.PATIENCE);
	}

	private record FailingExchange(RuntimeException failure) implements ApiExchange {

		@Override
		public <T> Mono<ApiResponse<T>> exchange(ApiCall<T> call) {
			return Mono.error(this.failure);
		}

	}

}
