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

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTimeoutException.Bound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for calls whose token never comes, under virtual time.
 */
@Isolated
class TokenTimingTests {

	private final StubExchange server = new StubExchange();

	@Test
	void callWhenTokenTimesOutHasKnownOutcome() {
		verifyTimeout(0, false, Duration.ofSeconds(30), Bound.TOKEN);
	}

	@Test
	void callWhenTokenIsSlowFailsAtTotalTimeout() {
		verifyTimeout(2, false, Duration.ofSeconds(45), Bound.TOTAL);
	}

	@Test
	void callWhenBulkAndTokenIsSlowFailsAtTotalTimeout() {
		verifyTimeout(2, true, Duration.ofSeconds(45), Bound.TOTAL);
	}

	private void verifyTimeout(int retries, boolean bulk, Duration wait, Bound bound) {
		ApiSettings.Retry retry = new ApiSettings.Retry(retries, Duration.ofMillis(250), 2, Duration.ofSeconds(5),
				Duration.ofMillis(100), Duration.ofSeconds(60));
		ApiSettings.Timeouts timeouts = new ApiSettings.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10),
				Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofSeconds(45));
		ApiClient client = new ApiClient(WebClient.builder().exchangeFunction(this.server).build(),
				URI.create("http://localhost"), TokenSource.of(Mono::never), FaultClient.settings(timeouts, retry),
				ApiSettings.Observation.NONE, ApiScheduler.SHARED);
		ApiRequest.Builder<Object> request = ApiOperation.post("test", "/test", Object.class).request();
		StepVerifier.withVirtualTime(() -> client.call((bulk ? request.bulk() : request).build()).then())
			.thenAwait(wait)
			.expectErrorSatisfies((failure) -> {
				assertThat(((SendmuxTimeoutException) failure).bound()).isEqualTo(bound);
				assertThat(((SendmuxException) failure).outcomeUnknown()).isFalse();
				assertThat(((SendmuxException) failure).attempts()).isZero();
			})
			.verify(FaultClient.PATIENCE);
		assertThat(this.server.attempts()).isZero();
	}

}
