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

package ai.sendmux;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import ai.sendmux.SendmuxTimeoutException.Bound;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.ProviderCreation.Outcome;
import ai.sendmux.providers.TestRequests;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what the exceptions and what they hold say, as an application makes them in
 * its own tests.
 */
@SuppressWarnings("NullAway") // Callers without a check of null are refused
class SendmuxExceptionTests {

	private static final SendmuxCallDetails CALL = SendmuxCallDetails.builder("providers.create").attempts(2).build();

	static Stream<ThrowingCallable> incomplete() {
		return Stream.of(() -> SendmuxCallDetails.builder(" ").build(),
				() -> SendmuxCallDetails.builder("providers.get").attempts(-1).build(),
				() -> new SendmuxTimeoutException(CALL, null, Duration.ofSeconds(1)),
				() -> new SendmuxTimeoutException(CALL, Bound.TOTAL, null),
				() -> new SendmuxValidationException(CALL, List.of()),
				() -> new SendmuxViolation(null, "too_big", "must be smaller"),
				() -> new SendmuxViolation("name", null, "must be smaller"),
				() -> new SendmuxViolation("name", "too_big", null), () -> SendmuxTokenProvider.of(null),
				() -> new ProviderCreation(0, null, Outcome.FAILED, null, null),
				() -> new ProviderCreation(0, TestRequests.minimal().build(), null, null, null));
	}

	@ParameterizedTest
	@MethodSource("incomplete")
	void createWhenRequiredPartIsMissingThrows(ThrowingCallable creation) {
		assertThatIllegalArgumentException().isThrownBy(creation);
	}

	@Test
	void getMessageWhenOutcomeIsUnknownMentionsPossibleEffect() {
		SendmuxCallDetails unknown = SendmuxCallDetails.builder("providers.create").outcomeUnknown(true).build();
		assertThat(new SendmuxTransportException(unknown, "the connection broke", null))
			.hasMessage("Call of providers.create failed: the connection broke (the call may have taken effect)");
		assertThat(new SendmuxTransportException(CALL, "the connection broke", null))
			.hasMessage("Call of providers.create failed: the connection broke");
	}

	@Test
	void createApiExceptionWhenErrorHasAllDetailsExposesThem() {
		SendmuxErrorDetails error = SendmuxErrorDetails.builder(500)
			.code("internal_error")
			.message("Reported so")
			.param("name")
			.docUrl("https://docs.example.com")
			.retryAfter(Duration.ofSeconds(3))
			.build();
		SendmuxServerException failure = new SendmuxServerException(CALL, error);
		assertThat(failure)
			.hasMessage("Call of providers.create failed: responded with status 500 internal_error: Reported so");
		assertThat(failure.statusCode()).isEqualTo(500);
		assertThat(failure.code()).isEqualTo("internal_error");
		assertThat(failure.detail()).isEqualTo("Reported so");
		assertThat(failure.param()).isEqualTo("name");
		assertThat(failure.docUrl()).isEqualTo("https://docs.example.com");
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(3));
		assertThat(failure.attempts()).isEqualTo(2);
	}

}
