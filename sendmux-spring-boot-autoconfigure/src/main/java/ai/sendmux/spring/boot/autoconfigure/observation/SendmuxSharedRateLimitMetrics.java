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
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientListener;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Measures whether each client shares its rate limit with other instances.
 */
final class SendmuxSharedRateLimitMetrics implements SendmuxClientListener {

	private final MeterRegistry registry;

	private final SharedPermits permits;

	SendmuxSharedRateLimitMetrics(MeterRegistry registry, SharedPermits permits) {
		this.registry = registry;
		this.permits = permits;
		FunctionCounter.builder("sendmux.rate.limit.shared.failures", permits, SharedPermits::failures)
			.description("Number of requests for shared permits that failed")
			.register(registry);
	}

	@Override
	public void clientBuilt(SendmuxClient client) {
		Gauge.builder("sendmux.rate.limit.shared", this.permits, (permits) -> permits.isShared(client.name()) ? 1 : 0)
			.description("Whether the rate limit is shared with other instances, 1 if so")
			.tag("sendmux.client", client.name())
			.register(this.registry);
	}

}
