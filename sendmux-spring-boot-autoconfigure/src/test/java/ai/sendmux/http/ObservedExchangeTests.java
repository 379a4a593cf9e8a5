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

package ai.sendmux.http;

import java.net.URI;
import java.time.Duration;

import ai.sendmux.SendmuxServerException;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestRequests;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what becomes of a call when the application's observation handler fails.
 */
class ObservedExchangeTests {

	private final StubExchange server = new StubExchange();

	@ParameterizedTest
	@EnumSource(Moment.class)
	void callWhenAcceptedSucceeds(Moment moment) {
		assertThat(TestCalls.resultOf(providers(moment).create(TestRequests.minimal().build())))
			.extracting(Provider::id)
			.isEqualTo("acc_1");
	}

	@ParameterizedTest
	@EnumSource(Moment.class)
	void callWhenFailedEmitsItsFailure(Moment moment) {
		this.server.thenFail(500).always();
		TestCalls.failureOf(providers(moment).get("acc_1"), SendmuxServerException.class);
	}

	@ParameterizedTest
	@EnumSource(Moment.class)
	void createAllWhenObservationFailsEmitsEachResult(Moment moment) {
		this.server.thenFail(500).thenFail(500).thenFail(500);
		Flux<ProviderCreation> outcomes = providers(moment)
			.createAll(Flux.range(1, 3).map((number) -> TestRequests.minimal().name("Account " + number).build()));
		assertThat(TestCalls.resultOf(outcomes.collectList())).hasSize(3);
	}

	private SendmuxProvidersOperations providers(Moment moment) {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new FailingHandler(moment));
		ApiSettings.Retry once = new ApiSettings.Retry(0, Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ZERO,
				Duration.ZERO);
		return new SendmuxProvidersTemplate(new ApiClient(WebClient.builder().exchangeFunction(this.server).build(),
				URI.create("http://localhost"), TokenSource.of(BearerToken.of(TestCalls.TOKEN)),
				FaultClient.settings(ApiSettings.Timeouts.DEFAULTS, once),
				new ApiSettings.Observation("default", registry, null), ApiScheduler.SHARED));
	}

	enum Moment {

		START, ERROR, STOP

	}

	private record FailingHandler(Moment moment) implements ObservationHandler<Observation.Context> {

		@Override
		public void onStart(Observation.Context context) {
			failAt(Moment.START);
		}

		@Override
		public void onError(Observation.Context context) {
			failAt(Moment.ERROR);
		}

		@Override
		public void onStop(Observation.Context context) {
			failAt(Moment.STOP);
		}

		private void failAt(Moment present) {
			if (present == this.moment) {
				throw new IllegalStateException("The handler fails");
			}
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
