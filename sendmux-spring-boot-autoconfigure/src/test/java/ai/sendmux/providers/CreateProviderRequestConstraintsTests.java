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
import java.util.Locale;
import java.util.Set;

import ai.sendmux.SendmuxViolation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the Jakarta constraints of {@link CreateProviderRequest}, which must agree
 * with {@link CreateProviderRequestValidator}.
 */
class CreateProviderRequestConstraintsTests {

	private static ValidatorFactory validatorFactory;

	@BeforeAll
	static void createValidatorFactory() {
		validatorFactory = Validation.buildDefaultValidatorFactory();
	}

	@AfterAll
	static void closeValidatorFactory() {
		validatorFactory.close();
	}

	@ParameterizedTest
	@MethodSource("ai.sendmux.providers.CreateProviderRequestCase#all")
	void validateWhenBeanValidationIsUsedReportsSameFields(CreateProviderRequestCase content) {
		Validator validator = validatorFactory.getValidator();
		List<String> found = validator.validate(content.request())
			.stream()
			.map((violation) -> withoutEndOfFixedCap(violation, content.request()))
			.filter((path) -> !path.isEmpty())
			.toList();
		assertThat(CreateProviderRequestValidator.validate(content.request())).extracting(SendmuxViolation::field)
			.containsExactlyInAnyOrderElementsOf(found);
	}

	@Test
	void validateWhenPasswordIsTooLongDoesNotQuoteIt() {
		CreateProviderRequest request = TestRequests.minimal().smtpPassword("s3cret".repeat(100)).build();
		Set<ConstraintViolation<CreateProviderRequest>> violations = validatorFactory.getValidator().validate(request);
		assertThat(violations.toString()).doesNotContain("s3cret");
		assertThat(violations).singleElement().satisfies((violation) -> {
			assertThat(violation.getMessage()).isEqualTo("smtp_password must have at most 500 characters");
			assertThat(violation.getInvalidValue()).isSameAs(request);
			assertThat(violation.getPropertyPath().toString()).isEmpty();
		});
	}

	@Test
	void validateWhenTextIsTooLongHasMessageOfSize() {
		CreateProviderRequest request = TestRequests.minimal().name("").build();
		assertThat(validatorFactory.getValidator().validate(request)).singleElement()
			.satisfies((violation) -> assertThat(violation.getMessage()).isEqualTo("size must be between 1 and 255"));
	}

	@Test
	void validateWhenPasswordIsEmptyReportsViolation() {
		CreateProviderRequest request = TestRequests.minimal().smtpPassword("").build();
		assertThat(validatorFactory.getValidator().validate(request)).singleElement()
			.satisfies((violation) -> assertThat(violation.getPropertyPath()).hasToString("smtpPassword"));
	}

	private static String toApiPath(ConstraintViolation<CreateProviderRequest> violation) {
		String path = violation.getPropertyPath().toString();
		if (path.isEmpty()) {
			return violation.getMessage().substring(0, violation.getMessage().indexOf(' '));
		}
		if (path.contains("<map key>") || path.matches("variables\\[(Plan|null)?].*")) {
			return "variables";
		}
		return path.replaceAll("^variables\\[(.*)]\\.<map value>$", "variables.$1")
			.replaceAll("([A-Z])", "_$1")
			.toLowerCase(Locale.ROOT);
	}

	/**
	 * The API sees a fixed cap as one number, Jakarta Validation sees its two ends.
	 */
	private static String withoutEndOfFixedCap(ConstraintViolation<CreateProviderRequest> violation,
			CreateProviderRequest request) {
		String path = toApiPath(violation);
		ProviderQuotas quotas = request.quotas();
		if (quotas == null || !path.startsWith("quotas.")) {
			return path;
		}
		String cap = path.substring(0, path.lastIndexOf('.'));
		Quota quota = switch (cap) {
			case "quotas.per_second" -> quotas.perSecond();
			case "quotas.per_minute" -> quotas.perMinute();
			case "quotas.per_hour" -> quotas.perHour();
			default -> quotas.perDay();
		};
		boolean fixedCap = quota != null && quota.min() == quota.max();
		if (!fixedCap) {
			return path;
		}
		return path.endsWith(".min") ? cap : "";
	}

}
