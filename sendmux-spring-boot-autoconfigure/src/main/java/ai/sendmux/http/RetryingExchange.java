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
import java.util.concurrent.ThreadLocalRandom;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxRetryBudgetException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.core.log.LogMessage;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Retries failed attempts.
 * <p>
 * An attempt that certainly did nothing can be retried whatever it was. One that may have
 * taken effect is retried only where that cannot do harm: reading, deleting, a POST under
 * its idempotency key, and a change that applies to one version only.
 */
final class RetryingExchange implements ApiExchange {

	private static final Log logger = LogFactory.getLog("ai.sendmux.client");

	private final ApiSettings.Retry settings;

	private final ApiSettings.Timeouts timeouts;

	private final RetryBudget budget;

	private final TokenSource tokens;

	private final ApiScheduler scheduler;

	private final ApiExchange next;

	RetryingExchange(ApiSettings.Retry settings, RetryBudget budget, ApiSettings.Timeouts timeouts, TokenSource tokens,
			ApiScheduler scheduler, ApiExchange next) {
		this.settings = settings;
		this.budget = budget;
		this.timeouts = timeouts;
		this.tokens = tokens;
		this.scheduler = scheduler;
		this.next = next;
	}

	@Override
	public <T> Mono<ApiResponse<T>> exchange(ApiCall<T> call) {
		Mono<ApiResponse<T>> attempt = this.next.exchange(call);
		return attempt.onErrorResume((ex) -> retry(call, attempt, ex));
	}

	/**
	 * The machinery of retries is set up when the first attempt has failed, not for every
	 * call.
	 */
	private <T> Mono<ApiResponse<T>> retry(ApiCall<T> call, Mono<ApiResponse<T>> attempt, Throwable failure) {
		CallRetry retry = new CallRetry(call);
		return retry.waitOrGiveUp(failure).then(attempt.retryWhen(retry));
	}

	/**
	 * Decides about the attempts of one call.
	 */
	private final class CallRetry extends Retry {

		private final ApiCall<?> call;

		private final BackOffExecution backOff;

		private long retries;

		private boolean replayed;

		private boolean tokenRefreshed;

		CallRetry(ApiCall<?> call) {
			this.call = call;
			this.backOff = RetryingExchange.this.settings.startBackOff();
		}

		@Override
		public Publisher<?> generateCompanion(Flux<RetrySignal> signals) {
			return signals.concatMap((signal) -> waitOrGiveUp(signal.failure()), 0);
		}

		Mono<Long> waitOrGiveUp(Throwable cause) {
			if (!(cause instanceof SendmuxException failure)) {
				return Mono.error(cause);
			}
			BearerToken token = this.call.attempt().token();
			if (isRejection(failure) && token != null && spendTokenRefresh()) {
				return refreshToken(failure, token);
			}
			boolean withinBudget = RetryingExchange.this.budget.recordFailure(failure, this.call.attempt());
			Duration wait = spendRetry(failure) ? findWait(failure) : null;
			if (wait != null && !withinBudget) {
				failure.addSuppressed(new SendmuxRetryBudgetException());
				return giveUp(failure);
			}
			if (wait == null || wait.compareTo(this.call.remaining(RetryingExchange.this.timeouts.total())) >= 0) {
				if (!this.call.failures().isEmpty()) {
					logger.warn(LogMessage.format("Gave up after %d attempts and %d ms: %s", failure.attempts(),
							this.call.age().toMillis(), failure.getMessage()));
				}
				return giveUp(failure);
			}
			this.call.failures().add(failure);
			return RetryingExchange.this.scheduler.failOnClose(Mono.delay(wait, RetryingExchange.this.scheduler.get()),
					giveUp(failure));
		}

		/**
		 * A rejected attempt did nothing, so that any operation can be sent again. The
		 * rejection stays the result if there is no other token.
		 */
		private Mono<Long> refreshToken(SendmuxException failure, BearerToken rejected) {
			Duration remaining = this.call.remaining(RetryingExchange.this.timeouts.total());
			if (remaining.isNegative() || remaining.isZero()) {
				return giveUp(failure);
			}
			Mono<BearerToken> token = RetryingExchange.this.tokens
				.refresh(rejected, RetryingExchange.this.timeouts.read())
				.timeout(remaining, Mono.empty())
				.switchIfEmpty(giveUp(failure));
			return RetryingExchange.this.scheduler.failOnClose(token, giveUp(failure)).doOnNext((refreshed) -> {
				this.call.failures().add(failure);
				this.call.useToken(refreshed);
			}).thenReturn(0L);
		}

		/**
		 * A response with a status of success that says so is contradictory.
		 */
		private static boolean isRejection(SendmuxException failure) {
			return failure instanceof SendmuxAuthenticationException ex && ex.statusCode() >= 400;
		}

		private boolean spendTokenRefresh() {
			boolean available = !this.tokenRefreshed && !this.call.isRetryDisallowed();
			this.tokenRefreshed = true;
			return available;
		}

		/**
		 * A filter of the application may fail with the same exception again.
		 */
		private <T> Mono<T> giveUp(SendmuxException failure) {
			return Mono.error(() -> {
				this.call.failures().stream().filter((earlier) -> earlier != failure).forEach(failure::addSuppressed);
				return failure;
			});
		}

		private boolean spendRetry(SendmuxException failure) {
			if (this.call.isRetryDisallowed() || this.call.request().isProbe()) {
				return false;
			}
			if (failure instanceof SendmuxIdempotencyConflictException) {
				// After a lost response, the request that is still running is our own.
				return this.call.mayHaveTakenEffect();
			}
			if (!failure.retryable() || (failure.outcomeUnknown() && !this.call.request().isSafeToRetry())) {
				return false;
			}
			if (failure instanceof SendmuxResponseException && this.call.request().operation().hasIdempotencyKey()) {
				if (this.replayed) {
					return false;
				}
				this.replayed = true;
			}
			return this.retries++ < RetryingExchange.this.settings.maxRetries();
		}

		private @Nullable Duration findWait(SendmuxException failure) {
			Duration wait = Duration.ofMillis(this.backOff.nextBackOff());
			Duration asked = (failure instanceof SendmuxApiException ex) ? ex.retryAfter() : null;
			if (asked == null) {
				return wait;
			}
			if (asked.compareTo(RetryingExchange.this.settings.maxRetryAfter()) > 0) {
				return null;
			}
			Duration jittered = asked.plusMillis(
					ThreadLocalRandom.current().nextLong(RetryingExchange.this.settings.jitter().toMillis() + 1));
			return (jittered.compareTo(wait) > 0) ? jittered : wait;
		}

	}

}
