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

import java.util.List;

import ai.sendmux.SendmuxViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CreateProviderRequestValidator}.
 */
class CreateProviderRequestValidatorTests {

	@ParameterizedTest
	@MethodSource("ai.sendmux.providers.CreateProviderRequestCase#all")
	void validateWhenRequestIsInvalidReportsExactViolations(CreateProviderRequestCase content) {
		List<SendmuxViolation> violations = CreateProviderRequestValidator.validate(content.request());
		assertThat(violations).extracting((violation) -> violation.field() + " " + violation.code())
			.containsExactlyElementsOf(content.violations());
	}

	@ParameterizedTest
	@MethodSource("ai.sendmux.providers.CreateProviderRequestCase#all")
	void validateWhenRequestIsInvalidDescribesEachViolation(CreateProviderRequestCase content) {
		List<SendmuxViolation> violations = CreateProviderRequestValidator.validate(content.request());
		assertThat(violations).allSatisfy((violation) -> assertThat(violation.message()).startsWith("must "));
	}

	@Test
	void validateWhenNumberIsTooLargeReportsBounds() {
		CreateProviderRequest request = TestRequests.minimal().smtpPort(65536).build();
		assertThat(CreateProviderRequestValidator.validate(request))
			.containsExactly(new SendmuxViolation("smtp_port", "too_big", "must be from 1 to 65535"));
	}

	@Test
	void validateWhenTextIsTooLongReportsMaximumLength() {
		CreateProviderRequest request = TestRequests.minimal().smtpPassword("x".repeat(501)).build();
		assertThat(CreateProviderRequestValidator.validate(request))
			.containsExactly(new SendmuxViolation("smtp_password", "too_big", "must have at most 500 characters"));
	}

}
