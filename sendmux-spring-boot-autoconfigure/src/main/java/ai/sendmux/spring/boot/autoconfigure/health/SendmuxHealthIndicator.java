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

package ai.sendmux.spring.boot.autoconfigure.health;

import java.time.Duration;

import ai.sendmux.SendmuxException;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.identity.SendmuxIdentity;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.util.Assert;

/**
 * {@link ReactiveHealthIndicator} for a Sendmux client. Sendmux is asked rarely, however
 * often the health is, so that probes do not use up the rate limit.
 *
 * @since 0.1.0
 */
public class SendmuxHealthIndicator implements ReactiveHealthIndicator {

	private final Mono<Health> health;

	/**
	 * Create an indicator.
	 * @param client the client whose health is reported
	 * @param timeout the time to wait for the response of Sendmux
	 * @param timeToLive how long a result is cached
	 */
	public SendmuxHealthIndicator(SendmuxClient client, Duration timeout, Duration timeToLive) {
		Assert.notNull(client, "'client' must not be null");
		Assert.isTrue(timeout.compareTo(ApiSettings.Bounds.MAX_DURATION) <= 0, "'timeout' is too long");
		Assert.isTrue(timeToLive.compareTo(ApiSettings.Bounds.MAX_DURATION) <= 0, "'timeToLive' is too long");
		this.health = Mono.defer(client::ping)
			.timeout(timeout,
					Mono.error(() -> new IllegalStateException("No response within " + timeout.toMillis() + " ms")))
			.map(SendmuxHealthIndicator::up)
			.onErrorResume((ex) -> Mono.just(down(ex)))
			.cache(timeToLive);
	}

	@Override
	public Mono<Health> health() {
		return this.health;
	}

	private static Health up(SendmuxIdentity identity) {
		return Health.up()
			.withDetail("label", identity.label())
			.withDetail("team", identity.team().name())
			.withDetail("permissions", identity.permissions())
			.build();
	}

	/**
	 * The exception itself is not reported, because it would be written to the log at
	 * each probe.
	 */
	private static Health down(Throwable ex) {
		Health.Builder health = Health.down().withDetail("error", String.valueOf(ex.getMessage()));
		if (ex instanceof SendmuxException sendmux && sendmux.requestId() != null) {
			health.withDetail("requestId", sendmux.requestId());
		}
		return health.build();
	}

}
