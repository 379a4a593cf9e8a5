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

package ai.sendmux.spring.boot.autoconfigure.observation;

import ai.sendmux.http.SharedPermits;
import ai.sendmux.spring.boot.autoconfigure.SendmuxAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientFactory;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the metrics of the Sendmux
 * clients.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SendmuxAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, SendmuxClientFactory.class })
public final class SendmuxMetricsAutoConfiguration {

	@Bean
	@Lazy
	SendmuxRateLimitMetrics sendmuxRateLimitMetrics(MeterRegistry registry) {
		return new SendmuxRateLimitMetrics(registry);
	}

	@Bean
	@Lazy
	@ConditionalOnBean(SharedPermits.class)
	SendmuxSharedRateLimitMetrics sendmuxSharedRateLimitMetrics(MeterRegistry registry, SharedPermits sharedPermits) {
		return new SendmuxSharedRateLimitMetrics(registry, sharedPermits);
	}

}
