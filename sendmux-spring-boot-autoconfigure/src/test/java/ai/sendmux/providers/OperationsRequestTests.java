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
import java.util.UUID;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what each operation of {@link SendmuxProvidersTemplate} sends.
 */
class OperationsRequestTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final SendmuxProvidersOperations providers = TestCalls.retryingProviders(server.baseUrl());

	@ParameterizedTest
	@EnumSource
	void callWhenSubscribedSendsMethodAndPath(OperationCase operation) {
		LoggedRequest request = requestOf(operation);
		assertThat(request.getMethod().getName()).isEqualTo(operation.method());
		assertThat(request.getUrl()).isEqualTo(operation.path());
	}

	@ParameterizedTest
	@EnumSource
	void callWhenSubscribedSendsTokenAndAcceptsJson(OperationCase operation) {
		LoggedRequest request = requestOf(operation);
		assertThat(request.header("Authorization").values()).containsExactly("Bearer " + TestCalls.TOKEN);
		assertThat(request.header("Accept").values()).containsExactly("application/json");
		assertThat(request.header("User-Agent").firstValue()).startsWith("sendmux-spring-boot/");
	}

	@ParameterizedTest
	@EnumSource
	void callWhenPostSendsIdempotencyKey(OperationCase operation) {
		LoggedRequest request = requestOf(operation);
		assertThat(request.containsHeader("Idempotency-Key")).isEqualTo(operation.method().equals("POST"));
		assertThat(request.containsHeader("If-Match")).isFalse();
		assertThat(request.containsHeader("If-None-Match")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void callWhenNoContentSendsNoBody(OperationCase operation) {
		LoggedRequest request = requestOf(operation);
		if (operation == OperationCase.CREATE || operation == OperationCase.UPDATE) {
			assertThat(request.header("Content-Type").values()).containsExactly("application/json");
			assertThat(request.getBodyAsString()).startsWith("{\"name\":");
		}
		else {
			assertThat(request.containsHeader("Content-Type")).isFalse();
			assertThat(request.getBody()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWhenNotSubscribedSendsNothing(OperationCase operation) {
		assertThat(operation.call(this.providers)).isNotNull();
		server.verify(0, anyRequestedFor(anyUrl()));
	}

	@ParameterizedTest
	@EnumSource(names = { "CREATE", "ACTIVATE", "DEACTIVATE", "TEST", "REQUEST_LIMIT_INCREASE",
			"SES_REQUEST_LIMIT_INCREASE" })
	void callWhenSubscribedAgainSendsNewKey(OperationCase operation) {
		server.stubFor(operation.response());
		Publisher<?> call = operation.call(this.providers);
		TestCalls.complete(call);
		TestCalls.complete(call);
		assertThat(requests()).extracting((request) -> request.getHeader("Idempotency-Key"))
			.hasSize(2)
			.doesNotHaveDuplicates()
			.allSatisfy((key) -> assertThat(UUID.fromString(key)).hasToString(key));
	}

	@ParameterizedTest
	@EnumSource(names = { "CREATE", "REQUEST_LIMIT_INCREASE", "SES_REQUEST_LIMIT_INCREASE" })
	void callWhenKeyIsGivenSendsItAtEverySubscription(OperationCase operation) {
		server.stubFor(operation.response());
		Publisher<?> call = callWithKey(operation, "import/2026:row=1~");
		TestCalls.complete(call);
		TestCalls.complete(call);
		assertThat(requests()).extracting((request) -> request.getHeader("Idempotency-Key"))
			.containsExactly("import/2026:row=1~", "import/2026:row=1~");
	}

	@ParameterizedTest
	@EnumSource(names = { "CREATE", "REQUEST_LIMIT_INCREASE", "SES_REQUEST_LIMIT_INCREASE" })
	void callWhenKeyIsUnusableThrowsAtOnce(OperationCase operation) {
		assertThatIllegalArgumentException().isThrownBy(() -> callWithKey(operation, "two words"))
			.withMessageContaining("'idempotencyKey'");
	}

	@ParameterizedTest
	@EnumSource(names = { "GET", "UPDATE", "DELETE", "ACTIVATE", "DEACTIVATE", "TEST" })
	void callWhenIdIsNotPathSegmentThrowsAtOnce(OperationCase operation) {
		for (String id : List.of("", "a/b", "..", "a%2Fb", "a b", "stats", "usage", "limits",
				"shared-amazon-ses-limit-request", "x".repeat(256))) {
			assertThatIllegalArgumentException().isThrownBy(() -> callWithId(operation, id))
				.withMessageContaining("'providerId'");
		}
	}

	@Test
	void cancelLimitRequestWhenIdIsNotPathSegmentThrowsAtOnce() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.providers.sharedAmazonSes().cancelLimitRequest("../dprov_1"))
			.withMessageContaining("'requestId'");
	}

	private Publisher<?> callWithKey(OperationCase operation, String key) {
		return switch (operation) {
			case CREATE -> this.providers.create(OperationCase.minimal(), key);
			case REQUEST_LIMIT_INCREASE -> this.providers.requestLimitIncrease(key);
			case SES_REQUEST_LIMIT_INCREASE -> this.providers.sharedAmazonSes().requestLimitIncrease(key);
			default -> throw new IllegalArgumentException(operation.name());
		};
	}

	private Mono<?> callWithId(OperationCase operation, String id) {
		return switch (operation) {
			case GET -> this.providers.get(id);
			case UPDATE -> this.providers.update(id, UpdateProviderRequest.builder().name("New").build());
			case DELETE -> this.providers.delete(id);
			case ACTIVATE -> this.providers.activate(id);
			case DEACTIVATE -> this.providers.deactivate(id);
			case TEST -> this.providers.test(id);
			default -> throw new IllegalArgumentException(operation.name());
		};
	}

	private LoggedRequest requestOf(OperationCase operation) {
		server.stubFor(operation.response());
		TestCalls.complete(operation.call(this.providers));
		List<LoggedRequest> requests = requests();
		assertThat(requests).hasSize(1);
		return requests.get(0);
	}

	private List<LoggedRequest> requests() {
		return server.findAll(anyRequestedFor(anyUrl()));
	}

}
