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
import java.util.concurrent.atomic.AtomicInteger;

import ai.sendmux.SendmuxErrorDetails;
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxTransportException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Holds attempts back while the rate limit is used up, so that they wait for the reset
 * instead of drawing refusals, in order and single calls before bulk work.
 */
final class RateLimitGate {

	private static final Duration RESET_PRECISION = Duration.ofSeconds(1);

	private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

	private final RateLimitSettings settings;

	private final Duration total;

	private final ShutdownSignal shutdown;

	private final RateLimitLine line = new RateLimitLine();

	private final RateLimitAdmission admission = new RateLimitAdmission();

	private final AtomicInteger drains = new AtomicInteger();

	private volatile @Nullable SendmuxRateLimit latest;

	private final RateLimitTimer timer = new RateLimitTimer(this::timerEnds);

	RateLimitGate(RateLimitSettings settings, Duration total, ShutdownSignal shutdown) {
		this.settings = settings;
		this.total = total;
		this.shutdown = shutdown;
	}

	@Nullable SendmuxRateLimit latest() {
		return this.latest;
	}

	/**
	 * An attempt has left before its subscriber learns how it ended, for that may be to
	 * make the next call.
	 */
	<T> Mono<T> pass(ApiCall<?> call, Mono<T> attempt) {
		if (!this.settings.enabled() || call.request().isProbe()) {
			return attempt;
		}
		return Mono.defer(() -> {
			RateLimitPass pass = new RateLimitPass(call);
			Mono<T> entered = tryEnter(pass) ? attempt : waitInLine(pass).then(attempt);
			return entered.doOnTerminate(() -> leave(pass)).doOnCancel(() -> leave(pass));
		});
	}

	/**
	 * Learn from a response. One that is late says nothing about the present window.
	 */
	void observe(ResponseHeaders headers, boolean refused) {
		SendmuxRateLimit rateLimit = headers.rateLimit();
		if (rateLimit == null) {
			return;
		}
		this.latest = rateLimit;
		long now = MonotonicClock.millis();
		synchronized (this) {
			if (!refused && this.admission.updateWithinWindow(rateLimit, now)) {
				return;
			}
		}
		Duration left = refused ? untilAdmission(headers, rateLimit) : headers.until(rateLimit.reset());
		if (left.compareTo(LONGEST_WINDOW) > 0) {
			return;
		}
		synchronized (this) {
			this.admission.update(rateLimit, now, now + left.toMillis());
		}
	}

	/**
	 * The reset is reported in whole seconds, so that it may be over before the server
	 * thinks so.
	 */
	private static Duration untilAdmission(ResponseHeaders headers, SendmuxRateLimit rateLimit) {
		Duration reset = headers.until(rateLimit.reset());
		Duration asked = headers.retryAfter();
		Duration left = (asked != null && asked.compareTo(reset) > 0) ? asked : reset;
		return (left.compareTo(RESET_PRECISION) > 0) ? left : RESET_PRECISION;
	}

	private synchronized boolean tryEnter(RateLimitPass pass) {
		long now = MonotonicClock.millis();
		boolean nobodyWaits = this.line.isEmpty();
		if (this.line.isBefore(pass) || !this.admission.isOpen(pass, nobodyWaits, now)) {
			return false;
		}
		this.admission.enter(pass, nobodyWaits, now);
		return true;
	}

	/**
	 * The line may be longer than what the next windows admit. Only bulk work has all the
	 * time: its calls begin when they are let go.
	 */
	private Mono<Void> waitInLine(RateLimitPass pass) {
		Mono<Void> turn = this.shutdown.failOnShutdown(Mono.create((sink) -> enqueue(pass, sink)),
				Mono.error(() -> shutDown(pass)));
		if (pass.isFirstOfBulk()) {
			return turn;
		}
		Duration longest = this.settings.maxWait().plus(RateLimitTimer.MAX_JITTER);
		Duration remaining = pass.call().remaining(this.total);
		return turn.timeout((longest.compareTo(remaining) < 0) ? longest : remaining, Mono.error(() -> refusal(pass)));
	}

	/**
	 * A pass that was cancelled on its way here is not taken in: nobody would take it
	 * out.
	 */
	private void enqueue(RateLimitPass pass, MonoSink<Void> sink) {
		boolean waits;
		synchronized (this) {
			if (pass.hasLeft()) {
				return;
			}
			waits = mayWait(pass);
			if (waits) {
				pass.waitsFor(sink);
				this.line.add(pass);
			}
		}
		if (waits) {
			drain();
		}
		else {
			sink.error(refusal(pass));
		}
	}

	private boolean mayWait(RateLimitPass pass) {
		if (this.line.size() >= this.settings.maxWaiting()) {
			return false;
		}
		if (pass.isFirstOfBulk()) {
			return true;
		}
		Duration wait = untilReset();
		return wait.compareTo(this.settings.maxWait()) <= 0 && wait.compareTo(pass.call().remaining(this.total)) < 0;
	}

	private synchronized Duration untilReset() {
		return this.admission.untilReset(MonotonicClock.millis());
	}

	private SendmuxRateLimitException refusal(RateLimitPass pass) {
		pass.call().disallowRetry();
		SendmuxErrorDetails error = SendmuxErrorDetails.builder(429)
			.code("rate_limit_exceeded")
			.message("The rate limit is used up and the call cannot wait for the reset")
			.retryAfter(untilReset())
			.rateLimit(this.latest)
			.build();
		return new SendmuxRateLimitException(pass.call().describe(true, Outcome.NOT_APPLIED), error);
	}

	private static SendmuxTransportException shutDown(RateLimitPass pass) {
		return new SendmuxTransportException(pass.call().describe(false, Outcome.NOT_APPLIED),
				"the client was closed while the call waited for the rate limit", null);
	}

	private void leave(RateLimitPass pass) {
		synchronized (this) {
			if (pass.hasLeft()) {
				return;
			}
			if (pass.leave()) {
				this.admission.leave(pass, MonotonicClock.millis());
			}
			else {
				this.line.remove(pass);
			}
		}
		drain();
	}

	/**
	 * An attempt that fails at once drains again while it is being let go: the loop keeps
	 * that from nesting.
	 */
	private void drain() {
		int rounds = (this.drains.getAndIncrement() == 0) ? 1 : 0;
		while (rounds != 0) {
			RateLimitPass next = pollReady();
			while (next != null) {
				letGo(next);
				next = pollReady();
			}
			rounds = this.drains.addAndGet(-rounds);
		}
	}

	/**
	 * Whatever goes wrong with one attempt, those behind it do not wait for ever.
	 */
	private void letGo(RateLimitPass pass) {
		try {
			if (pass.hasEntered()) {
				pass.go();
			}
			else {
				pass.fail(refusal(pass));
			}
		}
		catch (RuntimeException | Error ex) {
			Operators.onErrorDropped(ex, Context.empty());
		}
	}

	/**
	 * Returns the next one to go or, without its having entered, to be refused: not even
	 * bulk work waits for a reset that is further away than the longest call may take.
	 */
	private synchronized @Nullable RateLimitPass pollReady() {
		RateLimitPass first = this.line.first();
		if (first == null) {
			this.timer.stop();
			return null;
		}
		long now = MonotonicClock.millis();
		if (this.timer.isRunning(now) && this.admission.isBetweenWindows(now)) {
			return null;
		}
		if (this.admission.isOpen(first, false, now)) {
			this.line.remove(first);
			this.admission.enter(first, false, now);
			return first;
		}
		if (this.admission.untilReset(now).compareTo(this.total) > 0) {
			this.line.remove(first);
			return first;
		}
		this.timer.start(now, this.admission.untilNews(first, now), !this.admission.isBetweenWindows(now));
		return null;
	}

	private void timerEnds() {
		synchronized (this) {
			this.timer.stop();
		}
		drain();
	}

}
