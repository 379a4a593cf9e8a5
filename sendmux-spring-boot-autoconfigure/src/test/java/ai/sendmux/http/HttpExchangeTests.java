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
import java.util.concurrent.CancellationException;

import ai.sendmux.providers.TestCalls;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Tests for {@link HttpExchange}.
 */
class HttpExchangeTests {

	private final ApiCall<?> call = new ApiCall<>(ApiOperation.get("test", "/test", Object.class).request().build());

	@Test
	void attemptIsSentAndRead() {
		StepVerifier.create(send(this.call.newAttempt())).expectNext(200).expectComplete().verify(TestCalls.TIMEOUT);
	}

	@Test
	void attemptThatIsOverIsNotSent() {
		Attempt<?> attempt = this.call.newAttempt();
		attempt.end();
		StepVerifier.create(send(attempt)).expectError(CancellationException.class).verify(TestCalls.TIMEOUT);
	}

	private Mono<Integer> send(Attempt<?> attempt) {
		HttpExchange exchange = new HttpExchange(WebClient.builder().exchangeFunction(new StubExchange()).build(),
				URI.create("http://localhost"), DataSize.ofMegabytes(1));
		return exchange.send(attempt, null, BearerToken.of(TestCalls.TOKEN), RawAnswer::status);
	}

}
