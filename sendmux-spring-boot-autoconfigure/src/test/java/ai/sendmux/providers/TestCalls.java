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
import java.util.ArrayList;
import java.util.List;

import ai.sendmux.SendmuxException;
import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BearerToken;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes calls for tests.
 */
public final class TestCalls {

	public static final Duration TIMEOUT = Duration.ofSeconds(30);

	public static final String TOKEN = "smx_root_t0ken-geheim";

	private static final ApiSettings RETRYING = new ApiSettings(ApiSettings.Timeouts.DEFAULTS, new ApiSettings.Retry(2,
			Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ZERO, Duration.ofSeconds(60)),
			ApiSettings.RateLimit.DEFAULTS, DataSize.ofMegabytes(2));

	private TestCalls() {
	}

	/**
	 * A client that retries failed attempts after one millisecond.
	 */
	public static ApiClient retryingClient(String serverUrl) {
		return retryingClient(serverUrl, WebClient.create());
	}

	public static ApiClient retryingClient(String serverUrl, WebClient webClient) {
		return client(serverUrl, RETRYING, webClient);
	}

	public static SendmuxProvidersOperations retryingProviders(String serverUrl) {
		return new SendmuxProvidersTemplate(retryingClient(serverUrl));
	}

	public static SendmuxProvidersOperations providers(String serverUrl) {
		return providers(serverUrl, singleAttempt(ApiSettings.Timeouts.DEFAULTS.read()), WebClient.builder());
	}

	/**
	 * Settings with which each failure shows at once.
	 */
	public static ApiSettings singleAttempt(Duration readTimeout) {
		ApiSettings.Timeouts timeouts = new ApiSettings.Timeouts(ApiSettings.Timeouts.DEFAULTS.connect(),
				ApiSettings.Timeouts.DEFAULTS.acquire(), readTimeout, readTimeout,
				ApiSettings.Timeouts.DEFAULTS.total());
		ApiSettings.Retry retry = new ApiSettings.Retry(0, Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ZERO,
				Duration.ZERO);
		return new ApiSettings(timeouts, retry, ApiSettings.DEFAULTS.rateLimit(),
				ApiSettings.DEFAULTS.maxResponseSize());
	}

	public static SendmuxProvidersOperations providers(String serverUrl, ApiSettings settings,
			WebClient.Builder webClient) {
		return new SendmuxProvidersTemplate(client(serverUrl, settings, webClient.build()));
	}

	private static ApiClient client(String serverUrl, ApiSettings settings, WebClient webClient) {
		return ApiClient.create(webClient, URI.create(serverUrl + "/api/v1"), BearerToken.of(TOKEN), settings);
	}

	public static <T> T resultOf(Mono<T> call) {
		List<T> results = new ArrayList<>();
		StepVerifier.create(call).consumeNextWith(results::add).expectComplete().verify(TIMEOUT);
		return results.get(0);
	}

	public static SendmuxException failureOf(Mono<?> call) {
		List<Throwable> failures = new ArrayList<>();
		StepVerifier.create(call).consumeErrorWith(failures::add).verify(TIMEOUT);
		Throwable failure = failures.get(0);
		assertThat(failure).isInstanceOf(SendmuxException.class);
		return (SendmuxException) failure;
	}

	/**
	 * Return the failure that comes after any number of items.
	 */
	public static <E extends Throwable> E failureOf(Publisher<?> call, Class<E> type) {
		List<Throwable> failures = new ArrayList<>();
		StepVerifier.create(call).thenConsumeWhile((item) -> true).consumeErrorWith(failures::add).verify(TIMEOUT);
		assertThat(failures).singleElement().isExactlyInstanceOf(type);
		return type.cast(failures.get(0));
	}

	public static void complete(Publisher<?> call) {
		StepVerifier.create(call).thenConsumeWhile((item) -> true).expectComplete().verify(TIMEOUT);
	}

}
