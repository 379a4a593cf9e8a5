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

package ai.sendmux.http.fault;

import java.util.List;
import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxConflictException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.http.FakeRequest;
import ai.sendmux.http.FakeResponse;
import ai.sendmux.http.FakeSendmux;
import ai.sendmux.http.FaultCall;
import ai.sendmux.http.FaultClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for responses that mean something else after an attempt whose response was lost.
 */
class FaultHistoryTests {

	private static final FakeResponse PROXY_NOT_FOUND = FakeResponse.text(false,
			"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nLost");

	@Test
	void idempotencyConflictWhenFirstAttemptIsFinal() throws Exception {
		try (FakeSendmux server = FakeSendmux.replying(FakeResponse.STILL_RUNNING);
				FaultClient client = new FaultClient(server.uri())) {
			SendmuxException failure = FaultClient.failureOf(FaultCall.CREATE.on(client.providers()),
					SendmuxIdempotencyConflictException.class);
			assertThat(failure.attempts()).isEqualTo(1);
			assertThat(failure.outcomeUnknown()).isFalse();
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void idempotencyConflictWhenFirstAttemptAndKeyOfCallerIsFinal() throws Exception {
		try (FakeSendmux server = FakeSendmux.replying(FakeResponse.STILL_RUNNING);
				FaultClient client = new FaultClient(server.uri())) {
			SendmuxException failure = FaultClient.failureOf(
					client.providers().create(FaultCall.creation(), "order-17"),
					SendmuxIdempotencyConflictException.class);
			assertThat(failure.idempotencyKey()).isEqualTo("order-17");
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void idempotencyConflictWhenEarlierAttemptWasRefusedIsFinal() throws Exception {
		FakeResponse turnedAway = FakeResponse.error(429, "rate_limit_exceeded", true, "");
		try (FakeSendmux server = FakeSendmux.replying(turnedAway, FakeResponse.STILL_RUNNING);
				FaultClient client = new FaultClient(server.uri())) {
			SendmuxException failure = FaultClient.failureOf(FaultCall.CREATE.on(client.providers()),
					SendmuxIdempotencyConflictException.class);
			assertThat(failure.outcomeUnknown()).isFalse();
			assertThat(failure.getSuppressed()).singleElement().isInstanceOf(SendmuxRateLimitException.class);
		}
	}

	@Test
	void idempotencyConflictWhenResponseWasLostIsRetriedUntilTotalTimeout() throws Exception {
		FakeResponse running = FakeResponse.STILL_RUNNING;
		try (FakeSendmux server = FakeSendmux.replying(FakeResponse.RESET_AFTER_READING, running, running, running,
				running, running); FaultClient client = new FaultClient(server.uri())) {
			StepVerifier.create(client.providers().create(FaultCall.creation(), "order-17"))
				.assertNext((provider) -> assertThat(provider.id()).isEqualTo("acc_new_0"))
				.expectComplete()
				.verify(FaultClient.PATIENCE);
			assertThat(server.requests()).hasSize(7).allMatch((request) -> "order-17".equals(request.idempotencyKey()));
			assertThat(server.requests()).extracting(FakeRequest::body).containsOnly(server.requests().get(0).body());
			assertThat(server.accounts().created()).isEqualTo(1);
		}
	}

	@Test
	void versionConflictWhenNoResponseWasLostHasKnownOutcome() throws Exception {
		try (FakeSendmux server = FakeSendmux.replying(); FaultClient client = new FaultClient(server.uri())) {
			StepVerifier.create(FaultCall.UPDATE.on(client.providers()))
				.expectNextCount(1)
				.expectComplete()
				.verify(FaultClient.PATIENCE);
			SendmuxConflictException failure = FaultClient.failureOf(FaultCall.UPDATE_VERSION.on(client.providers()),
					SendmuxConflictException.class);
			assertThat(failure.outcomeUnknown()).isFalse();
		}
	}

	@Test
	void deleteWhenNotFoundAtFirstAttemptFails() throws Exception {
		try (FakeSendmux server = FakeSendmux.replying(); FaultClient client = new FaultClient(server.uri())) {
			StepVerifier.create(FaultCall.DELETE.on(client.providers())).expectComplete().verify(FaultClient.PATIENCE);
			SendmuxException failure = FaultClient.failureOf(FaultCall.DELETE.on(client.providers()),
					SendmuxNotFoundException.class);
			assertThat(failure.outcomeUnknown()).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "CREATE", "DELETE" })
	void notFoundOfProxyWhenResponseWasLostKeepsOutcomeUnknown(FaultCall call) throws Exception {
		try (FakeSendmux server = FakeSendmux.replying(FakeResponse.RESET_AFTER_READING, PROXY_NOT_FOUND);
				FaultClient client = new FaultClient(server.uri())) {
			SendmuxException failure = FaultClient.failureOf(call.on(client.providers()),
					SendmuxNotFoundException.class);
			assertThat(failure.outcomeUnknown()).isTrue();
		}
	}

	@Test
	void rejectedTokenWhenResponseWasLostKeepsOutcomeUnknown() throws Exception {
		FakeResponse refused = FakeResponse.error(401, "authentication_required", false, "");
		try (FakeSendmux server = FakeSendmux.replying(FakeResponse.RESET_AFTER_READING, refused);
				FaultClient client = new FaultClient(server.uri())) {
			SendmuxException failure = FaultClient.failureOf(FaultCall.CREATE.on(client.providers()),
					SendmuxAuthenticationException.class);
			assertThat(server.accounts().created()).isEqualTo(1);
			assertThat(failure.outcomeUnknown()).isTrue();
		}
	}

	@Test
	void validationErrorWhenResponseWasLostHasKnownOutcome() throws Exception {
		FakeResponse limit = FakeResponse.error(409, "limit_exceeded", false, "");
		try (FakeSendmux server = FakeSendmux.replying(FakeResponse.HTML_BAD_GATEWAY, limit);
				FaultClient client = new FaultClient(server.uri())) {
			SendmuxException failure = FaultClient.failureOf(FaultCall.CREATE.on(client.providers()),
					SendmuxException.class);
			assertThat(failure.attempts()).isEqualTo(2);
			assertThat(failure.outcomeUnknown()).isFalse();
			assertThat(server.accounts().created()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 503 })
	void callWhenErrorIsNotRetryableIsNotRetried(int status) throws Exception {
		FakeResponse reply = FakeResponse.error(status, "internal_error", false, "");
		try (FakeSendmux server = FakeSendmux.alwaysReplying(reply);
				FaultClient client = new FaultClient(server.uri())) {
			SendmuxException failure = FaultClient.failureOf(FaultCall.GET.on(client.providers()),
					SendmuxServerException.class);
			assertThat(failure.attempts()).isEqualTo(1);
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void createWhenSubscribedTwiceCallsTwice() throws Exception {
		try (FakeSendmux server = FakeSendmux.replying(FakeResponse.RESET_AFTER_READING);
				FaultClient client = new FaultClient(server.uri())) {
			Mono<?> creation = FaultCall.CREATE.on(client.providers());
			StepVerifier.create(creation.then(creation))
				.expectNextCount(1)
				.expectComplete()
				.verify(FaultClient.PATIENCE);
			List<String> keys = server.requests().stream().map((request) -> "" + request.idempotencyKey()).toList();
			assertThat(keys).hasSize(3);
			assertThat(keys.get(1)).isEqualTo(keys.get(0));
			assertThat(keys.get(2)).isNotEqualTo(keys.get(0));
			assertThat(server.accounts().created()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectionWhenClosedByServerWhileIdleIsNotReused(FaultCall call) throws Exception {
		try (FakeSendmux server = FakeSendmux.replying(FakeResponse.COMPLETE_THEN_CLOSE);
				FaultClient client = new FaultClient(server.uri())) {
			StepVerifier.create(FaultCall.GET.on(client.providers()))
				.expectNextCount(1)
				.expectComplete()
				.verify(FaultClient.PATIENCE);
			assertThat(client.disconnected().await(10, TimeUnit.SECONDS)).isTrue();
			StepVerifier.create(call.on(client.providers()).then()).expectComplete().verify(FaultClient.PATIENCE);
			assertThat(server.requests()).hasSize(2);
			assertThat(server.accepted()).isEqualTo(2);
		}
	}

}
