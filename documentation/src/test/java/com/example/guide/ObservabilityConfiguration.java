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

package com.example.guide;

import ai.sendmux.observation.DefaultSendmuxObservationConvention;
import ai.sendmux.observation.SendmuxObservationContext;
import ai.sendmux.observation.SendmuxObservationConvention;
import io.micrometer.common.KeyValues;

import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Code of the guide to observability.
 */
final class ObservabilityConfiguration {

	private ObservabilityConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	static class ConventionConfiguration {

		@Bean
		SendmuxObservationConvention sendmuxObservationConvention() {
			return new DefaultSendmuxObservationConvention() {

				@Override
				public KeyValues getLowCardinalityKeyValues(SendmuxObservationContext context) {
					return super.getLowCardinalityKeyValues(context).and("region", "eu");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PoolMetricsConfiguration {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> httpClientMetrics() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client.metrics(true, (uri) -> "sendmux"));
		}

	}

}
