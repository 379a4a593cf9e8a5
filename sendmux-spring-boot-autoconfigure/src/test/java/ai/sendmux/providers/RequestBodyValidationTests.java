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
import java.util.Map;

import jakarta.validation.Valid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.support.WebExchangeBindException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CreateProviderRequest} as the validated body of an endpoint.
 */
class RequestBodyValidationTests {

	private static final String SECRET = "s3cret";

	private static LocalValidatorFactoryBean validator;

	@BeforeAll
	static void createValidator() {
		validator = new LocalValidatorFactoryBean();
		validator.afterPropertiesSet();
	}

	@AfterAll
	static void closeValidator() {
		validator.destroy();
	}

	@ParameterizedTest
	@ValueSource(ints = { 65, 4_001, 40_001 })
	void postWhenVariableKeyIsLongIsBadRequest(int length) {
		String key = "a" + "_a".repeat(length / 2);
		post(Map.of(key, "x"), SECRET).expectStatus().isBadRequest().expectHeader().valueEquals("Violations", 1);
	}

	@Test
	void postWhenPasswordIsTooLongDoesNotQuoteIt() {
		post(Map.of(), SECRET.repeat(100)).expectStatus()
			.isBadRequest()
			.expectBody(String.class)
			.value((body) -> assertThat(body).startsWith("1").doesNotContain(SECRET));
	}

	@Test
	void postWhenPasswordOfNestedRequestIsTooLongDoesNotQuoteIt() {
		Accounts accounts = new Accounts(List.of(TestRequests.minimal().smtpPassword(SECRET.repeat(100)).build()),
				TestRequests.minimal().smtpPassword(SECRET.repeat(100)).build());
		BeanPropertyBindingResult errors = new BeanPropertyBindingResult(accounts, "accounts");
		validator.validate(accounts, errors);
		assertThat(errors.getErrorCount()).isEqualTo(2);
		assertThat(describe(errors)).contains("smtp_password must have").doesNotContain(SECRET);
	}

	@Test
	void bindWhenPasswordIsTooLongDoesNotQuoteIt() {
		Binder binder = new Binder(new MapConfigurationPropertySource(
				Map.of("mail.accounts[0].name", "A", "mail.accounts[0].smtp-password", SECRET.repeat(100),
						"mail.account.smtp-password", SECRET.repeat(100))));
		ValidationBindHandler handler = new ValidationBindHandler(validator);
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> binder.bind("mail", Bindable.of(Accounts.class), handler))
			.havingCause()
			.isInstanceOfSatisfying(BindValidationException.class,
					(ex) -> assertThat(ex.getValidationErrors().getAllErrors().toString())
						.contains("smtp_password must have")
						.doesNotContain(SECRET));
	}

	@Test
	void postWhenVariableKeyIsShortIsAccepted() {
		post(Map.of("plan_name", "x"), SECRET).expectStatus().isOk();
	}

	private static WebTestClient.ResponseSpec post(Map<String, String> variables, String password) {
		return WebTestClient.bindToController(new Endpoint())
			.validator(validator)
			.httpMessageCodecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(1 << 20))
			.build()
			.post()
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("name", "A", "smtp_host", "h", "smtp_port", 25, "smtp_protocol", "tls", "smtp_username",
					"u", "smtp_password", password, "variables", variables))
			.exchange();
	}

	private static String describe(Errors errors) {
		return errors.getErrorCount() + " " + errors + errors.getAllErrors()
				+ errors.getFieldErrors().stream().map(FieldError::getRejectedValue).toList();
	}

	/**
	 * Object with requests, as a property or a body.
	 *
	 * @param accounts the requests
	 * @param account another request
	 */
	record Accounts(List<@Valid CreateProviderRequest> accounts, @Valid CreateProviderRequest account) {

	}

	/**
	 * Endpoint that responds with all that the violations hold.
	 */
	@RestController
	static class Endpoint {

		@PostMapping
		Mono<String> create(@Valid @RequestBody CreateProviderRequest request) {
			return Mono.just("0");
		}

		@ExceptionHandler
		ResponseEntity<String> invalid(WebExchangeBindException ex) {
			return ResponseEntity.status(HttpStatus.BAD_REQUEST)
				.header("Violations", String.valueOf(ex.getErrorCount()))
				.body(describe(ex));
		}

	}

}
