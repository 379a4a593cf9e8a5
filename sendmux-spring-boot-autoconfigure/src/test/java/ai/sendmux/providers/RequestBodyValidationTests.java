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

import jakarta.validation.Valid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.support.WebExchangeBindException;

import static org.assertj.core.api.Assertions.assertThat;

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
		post(Map.of(key, "x"), SECRET).expectStatus().isBadRequest().expectBody(String.class).isEqualTo("1");
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

	/**
	 * Endpoint that responds with the number of violations.
	 */
	@RestController
	static class Endpoint {

		@PostMapping
		Mono<String> create(@Valid @RequestBody CreateProviderRequest request) {
			return Mono.just("0");
		}

		@ExceptionHandler
		ResponseEntity<String> invalid(WebExchangeBindException ex) {
			return ResponseEntity.status(HttpStatus.BAD_REQUEST).body(String.valueOf(ex.getErrorCount()));
		}

	}

}
