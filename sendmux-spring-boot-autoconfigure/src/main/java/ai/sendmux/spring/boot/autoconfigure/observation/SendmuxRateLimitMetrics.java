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

import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientListener;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Measures the rate limit of each client: what is left of it, and the waits for it. The
 * registry keeps the client, because an application may keep only the operations of it.
 */
final class SendmuxRateLimitMetrics implements SendmuxClientListener {

	private final MeterRegistry registry;

	SendmuxRateLimitMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void clientBuilt(SendmuxClient client) {
		Gauge.builder("sendmux.rate.limit.remaining", client, SendmuxRateLimitMetrics::remaining)
			.description("Number of requests that are left in the current window of the rate limit")
			.tag("sendmux.client", client.name())
			.strongReference(true)
			.register(this.registry);
		FunctionTimer
			.builder("sendmux.rate.limit.wait", client, (source) -> source.rateLimitStatistics().waits(),
					(source) -> source.rateLimitStatistics().waited().toMillis(), TimeUnit.MILLISECONDS)
			.description("Time that calls waited for the rate limit")
			.tag("sendmux.client", client.name())
			.register(this.registry);
		FunctionCounter
			.builder("sendmux.rate.limit.refusals", client, (source) -> source.rateLimitStatistics().refusals())
			.description("Number of responses with status 429 after which a call waited for the rate limit")
			.tag("sendmux.client", client.name())
			.register(this.registry);
	}

	private static double remaining(SendmuxClient client) {
		SendmuxRateLimit rateLimit = client.providers().rateLimit();
		return (rateLimit != null) ? rateLimit.remaining() : Double.NaN;
	}

}
