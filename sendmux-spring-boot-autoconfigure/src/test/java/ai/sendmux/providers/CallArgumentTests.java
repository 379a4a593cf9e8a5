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

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;

import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BearerToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests that a mistake in the calling code is reported when the method is called, not
 * when somebody subscribes.
 */
@SuppressWarnings("NullAway") // The checks for null are what is tested
class CallArgumentTests {

	private final SendmuxProvidersOperations providers = TestCalls.providers("http://localhost:9");

	static Stream<Arguments> mistakes() {
		return Stream.of(mistake("request", (providers) -> providers.create(null)),
				mistake("request", (providers) -> providers.create(null, "key")),
				mistake("requests", (providers) -> providers.createAll(null)),
				mistake("requests", (providers) -> providers.createAll(null, "import-1")),
				mistake("importKey", (providers) -> providers.createAll(Flux.empty(), null)),
				mistake("importKey", (providers) -> providers.createAll(Flux.empty(), " ")),
				mistake("provider", (providers) -> providers.refresh(null)),
				mistake("query", (providers) -> providers.list(null)),
				mistake("query", (providers) -> providers.listPage(null, null)),
				mistake("request", (providers) -> providers.update("dprov_1", (UpdateProviderRequest) null)),
				mistake("provider",
						(providers) -> providers.update((Provider) null, UpdateProviderRequest.builder().build())),
				mistake("change",
						(providers) -> providers.update("dprov_1", (Function<Provider, UpdateProviderRequest>) null)),
				mistake("idempotencyKey", (providers) -> providers.requestLimitIncrease(null)),
				mistake("idempotencyKey", (providers) -> providers.sharedAmazonSes().requestLimitIncrease(null)));
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void callWhenArgumentIsInvalidThrowsAtOnce(String argument, Function<SendmuxProvidersOperations, Object> call) {
		assertThatIllegalArgumentException().isThrownBy(() -> call.apply(this.providers))
			.withMessageStartingWith("'" + argument + "' must not be ");
	}

	@Test
	void createTemplateWhenClientIsNullThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SendmuxProvidersTemplate((ApiClient) null))
			.withMessage("'client' must not be null");
	}

	@Test
	void createTemplateWhenBulkConcurrencyIsZeroThrows() {
		ApiClient client = client();
		assertThatIllegalArgumentException().isThrownBy(() -> new SendmuxProvidersTemplate(client, 0))
			.withMessage("'bulkConcurrency' must be at least 1");
		assertThatNoException().isThrownBy(() -> new SendmuxProvidersTemplate(client, 1));
	}

	@Test
	void createTemplateWhenMaxOutageIsNegativeThrows() {
		ApiClient client = client();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SendmuxProvidersTemplate(client, 1, Duration.ofNanos(-1)))
			.withMessage("'maxOutage' must not be negative");
		assertThatNoException().isThrownBy(() -> new SendmuxProvidersTemplate(client, 1, Duration.ZERO));
	}

	private static ApiClient client() {
		return ApiClient.create(WebClient.create(), URI.create("http://localhost:9"), BearerToken.of(TestCalls.TOKEN),
				ApiSettings.DEFAULTS);
	}

	@Test
	void createWhenArgumentIsNullThrows() {
		WebClient webClient = WebClient.create();
		URI baseUrl = URI.create("http://localhost:9");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SendmuxProvidersTemplate.create(null, baseUrl, TestCalls.TOKEN))
			.withMessage("'webClient' must not be null");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SendmuxProvidersTemplate.create(webClient, null, TestCalls.TOKEN))
			.withMessage("'baseUrl' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> SendmuxProvidersTemplate.create(webClient, baseUrl, null))
			.withMessage("'token' must not be null");
	}

	private static Arguments mistake(String argument, Function<SendmuxProvidersOperations, Object> call) {
		return Arguments.of(argument, call);
	}

}
