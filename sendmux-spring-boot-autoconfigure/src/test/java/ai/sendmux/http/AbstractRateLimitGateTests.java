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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxRateLimitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attempts at a {@link RateLimitGate} under virtual time, by name: a name that starts
 * with "bulk" or "probe" is such an attempt.
 */
abstract class AbstractRateLimitGateTests {

	protected static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	protected static final Duration JITTER = Duration.ofMillis(100);

	protected final List<String> entered = new ArrayList<>();

	protected final Map<String, Sinks.Empty<Void>> ends = new HashMap<>();

	protected final Map<String, ApiCall<?>> calls = new HashMap<>();

	protected final List<Throwable> failures = new ArrayList<>();

	protected final List<Disposable> subscriptions = new ArrayList<>();

	protected VirtualTimeScheduler time = VirtualTimeScheduler.create();

	protected RateLimitGate gate = gate(60, 100);

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.gate = gate(60, 100);
	}

	@AfterEach
	void tearDown() {
		this.subscriptions.forEach(Disposable::dispose);
		VirtualTimeScheduler.reset();
	}

	protected static RateLimitGate gate(int maxWaitSeconds, int maxWaiting) {
		return new RateLimitGate(new RateLimitSettings(true, Duration.ofSeconds(maxWaitSeconds), maxWaiting),
				Duration.ofMinutes(2), ShutdownSignal.NEVER);
	}

	protected void arrive(String... names) {
		for (String name : names) {
			this.subscriptions.add(pass(name).subscribe((nothing) -> {
			}, this.failures::add));
		}
	}

	protected Mono<Void> pass(String name) {
		Sinks.Empty<Void> end = Sinks.empty();
		this.ends.put(name, end);
		ApiCall<?> call = call(name);
		this.calls.put(name, call);
		return this.gate.pass(call, Mono.defer(() -> {
			this.entered.add(name);
			return end.asMono();
		}));
	}

	protected static ApiCall<?> call(String name) {
		ApiRequest.Builder<Object> request = ApiOperation.get("test", "/test", Object.class).request();
		if (name.startsWith("bulk")) {
			request.bulk();
		}
		if (name.startsWith("probe")) {
			request.probe();
		}
		return new ApiCall<>(request.build());
	}

	protected void end(String name) {
		Objects.requireNonNull(this.calls.get(name)).attempt().recordStatus(200);
		Objects.requireNonNull(this.ends.get(name)).tryEmitEmpty();
	}

	protected void fail(String name) {
		Objects.requireNonNull(this.ends.get(name)).tryEmitError(new IllegalStateException("no answer"));
	}

	protected SendmuxRateLimitException refusal() {
		assertThat(this.failures).hasSize(1);
		return (SendmuxRateLimitException) this.failures.get(0);
	}

	protected void told(long limit, long remaining, int secondsUntilReset) {
		Instant now = now();
		long wholeSeconds = now.getEpochSecond();
		observe(headers(limit, remaining, Instant.ofEpochSecond(wholeSeconds + secondsUntilReset)), false);
	}

	protected static HttpHeaders headers(long limit, long remaining, Instant reset) {
		HttpHeaders headers = new HttpHeaders();
		headers.set("X-RateLimit-Limit", Long.toString(limit));
		headers.set("X-RateLimit-Remaining", Long.toString(remaining));
		headers.set("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()));
		return headers;
	}

	protected void observe(HttpHeaders headers, boolean refused) {
		this.gate.observe(new ResponseHeaders(headers, Clock.fixed(now(), ZoneOffset.UTC)), refused);
	}

	protected static Instant now() {
		return START.plusMillis(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
	}

}
