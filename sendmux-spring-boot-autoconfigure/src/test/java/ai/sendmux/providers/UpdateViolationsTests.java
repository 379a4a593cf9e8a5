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

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what makes an {@link UpdateProviderRequest} invalid.
 */
class UpdateViolationsTests {

	private static final String TEXT_256 = "x".repeat(256);

	private static final String EMOJI = "\uD83D\uDE00";

	static Stream<Arguments> violations() {
		return Stream.of(violation("name", "too_small", (change) -> change.name("")),
				violation("name", "too_big", (change) -> change.name(TEXT_256)),
				violation("smtp_host", "too_small", (change) -> change.smtpHost("")),
				violation("smtp_host", "too_big", (change) -> change.smtpHost(TEXT_256)),
				violation("smtp_port", "too_small", (change) -> change.smtpPort(0)),
				violation("smtp_port", "too_big", (change) -> change.smtpPort(65536)),
				violation("smtp_protocol", "invalid_enum_value", (change) -> change.smtpProtocol(SmtpProtocol.UNKNOWN)),
				violation("smtp_username", "too_small", (change) -> change.smtpUsername("")),
				violation("smtp_username", "too_big", (change) -> change.smtpUsername(TEXT_256)),
				violation("smtp_password", "too_small", (change) -> change.smtpPassword("")),
				violation("smtp_password", "too_big", (change) -> change.smtpPassword("x".repeat(501))),
				violation("from_email", "invalid_string", (change) -> change.fromEmail("nobody")),
				violation("from_email", "invalid_string", (change) -> change.fromEmail("")),
				violation("from_email", "too_big", (change) -> change.fromEmail("a@" + TEXT_256)),
				violation("from_name", "too_big", (change) -> change.fromName(TEXT_256)),
				violation("reply_to_email", "invalid_string", (change) -> change.replyToEmail("a@b@c")),
				violation("reply_to_name", "too_big", (change) -> change.replyToName(TEXT_256)),
				violation("percentage", "too_small", (change) -> change.percentage(-1)),
				violation("percentage", "too_big", (change) -> change.percentage(101)),
				violation("tracking_domain", "too_big", (change) -> change.trackingDomain(TEXT_256)),
				violation("quotas.per_second", "too_small",
						(change) -> change.quotas((quotas) -> quotas.perSecond(Quota.of(0)))),
				violation("quotas.per_minute", "too_small",
						(change) -> change.quotas((quotas) -> quotas.perMinute(Quota.of(-1)))),
				violation("quotas.per_hour.min", "too_small",
						(change) -> change.quotas((quotas) -> quotas.perHour(Quota.between(0, 5)))),
				violation("quotas.per_day.max", "too_small",
						(change) -> change.quotas((quotas) -> quotas.perDay(Quota.between(5, 0)))),
				violation("variables", "too_big", (change) -> change.variables(variables(51))),
				violation("variables", "invalid_string", (change) -> change.variables(Map.of("Plan", "Gold"))),
				violation("variables", "invalid_string", (change) -> change.variables(Map.of("x".repeat(65), ""))),
				violation("variables.plan", "too_big", (change) -> change.variables(Map.of("plan", "x".repeat(4097)))),
				violation("variables.plan", "too_big",
						(change) -> change.variables(Map.of("plan", EMOJI.repeat(4097)))),
				violation("variables", "invalid_string",
						(change) -> change.variables(CreateProviderRequestCase.entry(null, "Gold"))),
				violation("variables", "invalid_string",
						(change) -> change.variables(Map.of("a" + "_a".repeat(20_000), ""))),
				violation("name", "too_big", (change) -> change.name(EMOJI.repeat(256))),
				violation("smtp_password", "too_big", (change) -> change.smtpPassword(EMOJI.repeat(501))),
				violation("variables.plan", "invalid_type",
						(change) -> change.variables(CreateProviderRequestCase.entry("plan", null))));
	}

	@ParameterizedTest
	@MethodSource("violations")
	void validateWhenFieldIsInvalidReportsViolation(String field, String code, UpdateProviderRequest request) {
		assertThat(UpdateProviderRequestValidator.validate(request)).singleElement()
			.satisfies((violation) -> assertThat(violation.field()).isEqualTo(field))
			.satisfies((violation) -> assertThat(violation.code()).isEqualTo(code))
			.satisfies((violation) -> assertThat(violation.message()).startsWith("must "));
	}

	@Test
	void validateWhenNoFieldIsSetReportsViolation() {
		assertThat(UpdateProviderRequestValidator.validate(UpdateProviderRequest.builder().build()))
			.containsExactly(new SendmuxViolation("", "too_small", "at least one field must be changed"));
	}

	@Test
	void validateWhenQuotasAreEmptyReportsViolation() {
		UpdateProviderRequest request = UpdateProviderRequest.builder().quotas((quotas) -> {
		}).build();
		assertThat(request.isEmpty()).isTrue();
		assertThat(UpdateProviderRequestValidator.validate(request)).hasSize(1);
	}

	@Test
	void validateWhenSeveralFieldsAreInvalidReportsAll() {
		UpdateProviderRequest request = UpdateProviderRequest.builder()
			.smtpPort(0)
			.name("")
			.quotas((quotas) -> quotas.perDay(Quota.between(0, -1)))
			.build();
		assertThat(UpdateProviderRequestValidator.validate(request)).extracting(SendmuxViolation::field)
			.containsExactly("name", "smtp_port", "quotas.per_day.min", "quotas.per_day.max");
	}

	@Test
	void validateWhenValuesAreAtBoundsReportsNothing() {
		UpdateProviderRequest request = UpdateProviderRequest.builder()
			.name("x".repeat(255))
			.smtpPort(65535)
			.smtpPassword("x".repeat(500))
			.fromName("")
			.clearReplyToEmail()
			.percentage(100)
			.quotas((quotas) -> quotas.perDay(Quota.of(1)).clearPerHour())
			.variables(variables(50))
			.build();
		assertThat(UpdateProviderRequestValidator.validate(request)).isEmpty();
	}

	@Test
	void validateWhenEmojiAreAtBoundsReportsNothing() {
		UpdateProviderRequest request = UpdateProviderRequest.builder()
			.name(EMOJI.repeat(255))
			.smtpPassword(EMOJI.repeat(500))
			.fromName("\uD83D".repeat(255))
			.variables(Map.of("plan", EMOJI.repeat(4096)))
			.build();
		assertThat(UpdateProviderRequestValidator.validate(request)).isEmpty();
	}

	@Test
	void validateWhenVariableKeyAndValueAreInvalidReportsBoth() {
		UpdateProviderRequest request = UpdateProviderRequest.builder()
			.variables(CreateProviderRequestCase.entry(null, null))
			.build();
		assertThat(UpdateProviderRequestValidator.validate(request)).extracting(SendmuxViolation::code)
			.containsExactly("invalid_string", "invalid_type");
	}

	@Test
	void updateWhenRequestIsInvalidFailsWithoutRequest() {
		SendmuxProvidersOperations providers = TestCalls.retryingProviders("http://localhost:1");
		SendmuxValidationException failure = TestCalls.failureOf(
				providers.update("dprov_1", UpdateProviderRequest.builder().build()), SendmuxValidationException.class);
		assertThat(failure.operation()).isEqualTo("providers.update");
		assertThat(failure.attempts()).isZero();
		assertThat(failure.statusCode()).isNull();
	}

	private static Arguments violation(String field, String code, UnaryOperator<UpdateProviderRequest.Builder> change) {
		return Arguments.of(field, code, change.apply(UpdateProviderRequest.builder()).build());
	}

	private static Map<String, String> variables(int count) {
		return IntStream.range(0, count)
			.mapToObj((number) -> "key_" + number)
			.collect(Collectors.toMap(Function.identity(), (key) -> "x".repeat(4096)));
	}

}
