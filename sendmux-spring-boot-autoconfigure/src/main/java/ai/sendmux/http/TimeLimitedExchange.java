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

import java.time.Duration;

import ai.sendmux.SendmuxTimeoutException.Bound;
import reactor.core.publisher.Mono;

/**
 * Ends an attempt when its time, or that of the call, is over.
 */
final class TimeLimitedExchange implements ApiExchange {

	private final ApiTimeouts timeouts;

	private final TransportExceptionTranslator failures;

	private final ApiExchange next;

	private final Deadlines deadlines;

	TimeLimitedExchange(ApiTimeouts timeouts, ApiScheduler scheduler, TransportExceptionTranslator failures,
			ApiExchange next) {
		this.timeouts = timeouts;
		this.deadlines = new Deadlines(scheduler);
		this.failures = failures;
		this.next = next;
	}

	@Override
	public <T> Mono<ApiResponse<T>> exchange(ApiCall<T> call) {
		Attempt<T> attempt = call.attempt();
		Duration response = this.timeouts.response(attempt.request().operation());
		Duration remaining = attempt.call().remaining(this.timeouts.total());
		Bound bound = (remaining.compareTo(response) < 0) ? Bound.TOTAL : Bound.RESPONSE;
		return this.next.exchange(attempt.call())
			.timeout(this.deadlines.after((bound == Bound.TOTAL) ? remaining : response),
					Mono.error(() -> this.failures.timeout(attempt, bound)));
	}

}
