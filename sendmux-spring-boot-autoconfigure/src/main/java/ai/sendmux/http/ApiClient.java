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
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxTimeoutException.Bound;
import ai.sendmux.SendmuxValidationException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes the calls of one API key. Nothing is sent before subscription, each subscription
 * is a call of its own, and cancelling it closes its exchange and ends its waits.
 */
public final class ApiClient {

	private final HttpExchange exchange;

	private final TokenSource tokens;

	private final ApiSettings settings;

	private final CallMonitor monitor;

	private final AnswerReader answers;

	private final TransportFailures failures;

	private final RateLimitGate gate;

	private final Deadlines deadlines;

	private final ApiShutdown shutdown;

	public ApiClient(WebClient webClient, URI baseUrl, TokenSource tokens, ApiSettings settings, CallMonitor monitor,
			ApiShutdown shutdown) {
		IdempotencyKeys.initialize();
		this.exchange = new HttpExchange(webClient, baseUrl, settings.maxResponseSize());
		this.tokens = tokens;
		this.settings = settings;
		this.monitor = monitor;
		this.shutdown = shutdown;
		this.deadlines = new Deadlines(shutdown);
		this.gate = new RateLimitGate(settings.pacing(), settings.timeouts().total(), shutdown);
		this.answers = new AnswerReader(Clock.systemUTC(), this.gate);
		this.failures = new TransportFailures(settings.timeouts());
	}

	public static ApiClient create(WebClient webClient, URI baseUrl, BearerToken token, ApiSettings settings) {
		return new ApiClient(webClient, baseUrl, TokenSource.of(token), settings, CallMonitor.NONE, ApiShutdown.NEVER);
	}

	public <T> Mono<ApiAnswer<T>> call(ApiRequest<T> request) {
		return Mono.defer(() -> {
			ApiCall<T> call = new ApiCall<>(request);
			return this.monitor.watch(call, request.violations().isEmpty() ? start(call) : refuse(call));
		});
	}

	public @Nullable SendmuxRateLimit rateLimit() {
		return this.gate.latest();
	}

	/**
	 * Wait before a further call that depends on the failure of this one. The wait fails
	 * with that failure if it would end beyond the total timeout, which is counted from
	 * the start, or if the application ends before.
	 * @param failure the failure of the call before
	 * @param started the time at which the first call started, by {@link #now()}
	 * @param wait the time to wait
	 * @return a {@link Mono} that emits when the wait is over
	 */
	public Mono<Long> waitAfter(SendmuxException failure, Duration started, Duration wait) {
		Duration end = now().minus(started).plus(wait);
		if (end.compareTo(this.settings.timeouts().total()) >= 0) {
			return Mono.error(failure);
		}
		return this.shutdown.orFail(Mono.delay(wait), Mono.error(failure));
	}

	/**
	 * The time of a clock that only goes forward.
	 */
	public Duration now() {
		return Duration.ofMillis(Ticker.millis());
	}

	private <T> Mono<ApiAnswer<T>> refuse(ApiCall<T> call) {
		return Mono.error(() -> new SendmuxValidationException(call.describe(false, AttemptEffect.NONE),
				call.request().violations()));
	}

	private <T> Mono<ApiAnswer<T>> start(ApiCall<T> call) {
		Mono<ApiAnswer<T>> attempt = this.gate.pass(call, attempt(call));
		return attempt.onErrorResume((ex) -> retry(call, attempt, ex));
	}

	/**
	 * The machinery of retries is set up when the first attempt has failed, not for every
	 * call.
	 */
	private <T> Mono<ApiAnswer<T>> retry(ApiCall<T> call, Mono<ApiAnswer<T>> attempt, Throwable failure) {
		CallRetry retry = new CallRetry(call, this.settings.retry(), this.settings.timeouts(), this.tokens,
				this.shutdown);
		return retry.waitOrGiveUp(failure).then(attempt.retryWhen(retry));
	}

	private <T> Mono<ApiAnswer<T>> attempt(ApiCall<T> call) {
		return ThrownErrors.recover(() -> sendInTime(call.newAttempt()), (ex) -> recover(call.attempt(), ex));
	}

	private <T> Mono<ApiAnswer<T>> sendInTime(Attempt<T> attempt) {
		Duration response = this.settings.timeouts().answer(attempt.request().operation());
		Duration remaining = attempt.call().remaining(this.settings.timeouts().total());
		Bound bound = (remaining.compareTo(response) < 0) ? Bound.TOTAL : Bound.RESPONSE;
		return this.tokens.use(attempt.call(), (token) -> send(attempt, token))
			.timeout(this.deadlines.after((bound == Bound.TOTAL) ? remaining : response),
					Mono.error(() -> this.failures.timeout(attempt, bound)));
	}

	private <T> Mono<ApiAnswer<T>> send(Attempt<T> attempt, BearerToken token) {
		if (!attempt.start(token)) {
			return Mono.empty();
		}
		Object content = attempt.request().body();
		byte @Nullable [] body = (content != null) ? ApiJson.write(content) : null;
		return this.exchange.send(attempt, body, token, (raw) -> this.answers.read(attempt, raw, token));
	}

	/**
	 * A filter of the application may have turned the response into an exception.
	 */
	private <T> ApiAnswer<T> recover(Attempt<T> attempt, @Nullable Throwable failure) {
		if (failure == null) {
			throw this.failures.translate(attempt, new CancellationException("The attempt is over"));
		}
		BearerToken token = attempt.token();
		RawAnswer response = (token != null) ? this.exchange.findResponse(attempt.request(), failure) : null;
		if (token != null && response != null) {
			return this.answers.read(attempt, response, token);
		}
		throw this.failures.translate(attempt, failure);
	}

}
