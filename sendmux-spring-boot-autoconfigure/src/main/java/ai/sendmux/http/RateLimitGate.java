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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import ai.sendmux.SendmuxApiError;
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimitException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Holds attempts back while the rate limit is used up, so that they wait for the reset
 * instead of drawing refusals, in order and single calls before bulk work.
 */
final class RateLimitGate {

	private static final long MAX_JITTER_MILLIS = 100;

	private static final long PROBE_MILLIS = 1000;

	private static final Duration RESET_PRECISION = Duration.ofSeconds(1);

	private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

	private final ApiPacingSettings settings;

	private final Duration total;

	private final ApiShutdown shutdown;

	private final Deque<RateLimitPass> waiting = new ArrayDeque<>();

	private final Deque<RateLimitPass> waitingInBulk = new ArrayDeque<>();

	private final AtomicInteger drains = new AtomicInteger();

	private volatile @Nullable SendmuxRateLimit latest;

	private @Nullable RateLimitWindow window;

	private @Nullable RateLimitPass probe;

	private long probeEnd;

	private @Nullable Disposable timer;

	private int inFlight;

	RateLimitGate(ApiPacingSettings settings, Duration total, ApiShutdown shutdown) {
		this.settings = settings;
		this.total = total;
		this.shutdown = shutdown;
	}

	@Nullable SendmuxRateLimit latest() {
		return this.latest;
	}

	<T> Mono<T> pass(ApiCall<?> call, Supplier<Mono<T>> attempt) {
		if (!this.settings.enabled() || call.request().isUnpaced()) {
			return Mono.defer(attempt);
		}
		return Mono.defer(() -> {
			RateLimitPass pass = new RateLimitPass(call);
			Mono<T> entered = tryEnter(pass) ? attempt.get() : waitInLine(pass).then(Mono.defer(attempt));
			return entered.doFinally((signal) -> leave(pass));
		});
	}

	/**
	 * Learn from an answer. One that is late tells nothing about the present window.
	 */
	void observe(AnswerHeaders headers, boolean refused) {
		SendmuxRateLimit rateLimit = headers.rateLimit();
		if (rateLimit == null) {
			return;
		}
		this.latest = rateLimit;
		long now = now();
		synchronized (this) {
			if (!refused && this.window != null && this.window.isUsedBy(rateLimit)) {
				this.window = this.window.update(rateLimit, now, this.window.endMillis());
				return;
			}
		}
		Duration left = refused ? untilAdmission(headers, rateLimit) : headers.until(rateLimit.reset());
		if (left.compareTo(LONGEST_WINDOW) > 0) {
			return;
		}
		long end = now + left.toMillis();
		synchronized (this) {
			this.window = (this.window != null) ? this.window.update(rateLimit, now, end)
					: new RateLimitWindow(rateLimit, now, end);
		}
	}

	/**
	 * The reset is told in whole seconds, so that it may be over before the server thinks
	 * so.
	 */
	private static Duration untilAdmission(AnswerHeaders headers, SendmuxRateLimit rateLimit) {
		Duration reset = headers.until(rateLimit.reset());
		Duration asked = headers.retryAfter();
		Duration left = (asked != null && asked.compareTo(reset) > 0) ? asked : reset;
		return (left.compareTo(RESET_PRECISION) > 0) ? left : RESET_PRECISION;
	}

	private synchronized boolean tryEnter(RateLimitPass pass) {
		if (!this.waiting.isEmpty() || (pass.isBulk() && !this.waitingInBulk.isEmpty()) || !isOpen(pass)) {
			return false;
		}
		enter(pass);
		return true;
	}

	/**
	 * The line may be longer than what the next windows admit. Only bulk work has all the
	 * time: its calls begin when they are let go.
	 */
	private Mono<Void> waitInLine(RateLimitPass pass) {
		Mono<Void> turn = this.shutdown.orFail(Mono.create((sink) -> enqueue(pass, sink)),
				Mono.error(() -> refusal(pass)));
		if (pass.isFirstOfBulk()) {
			return turn;
		}
		Duration longest = this.settings.maxWait().plusMillis(MAX_JITTER_MILLIS);
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
				queue(pass).add(pass);
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
		if (this.waiting.size() + this.waitingInBulk.size() >= this.settings.maxWaiting()) {
			return false;
		}
		Duration wait = untilReset();
		return pass.isFirstOfBulk() || wait.compareTo(this.settings.maxWait()) <= 0
				&& wait.compareTo(pass.call().remaining(this.total)) < 0;
	}

	private synchronized Duration untilReset() {
		return (this.window != null) ? this.window.untilEnd(now()) : Duration.ZERO;
	}

	private SendmuxRateLimitException refusal(RateLimitPass pass) {
		pass.call().refuse();
		SendmuxApiError error = SendmuxApiError.builder(429)
			.code("rate_limit_exceeded")
			.message("The rate limit is used up and the call cannot wait for the reset")
			.retryAfter(untilReset())
			.rateLimit(this.latest)
			.build();
		return new SendmuxRateLimitException(pass.call().describe(true, AttemptEffect.NONE), error);
	}

	private void leave(RateLimitPass pass) {
		synchronized (this) {
			if (pass.leave()) {
				this.inFlight--;
			}
			else {
				queue(pass).remove(pass);
			}
			if (this.probe == pass) {
				this.probe = null;
				this.window = (this.window != null && !this.window.isOver(now())) ? this.window : null;
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
				next.go();
				next = pollReady();
			}
			rounds = this.drains.addAndGet(-rounds);
		}
	}

	private synchronized @Nullable RateLimitPass pollReady() {
		Deque<RateLimitPass> queue = !this.waiting.isEmpty() ? this.waiting : this.waitingInBulk;
		RateLimitPass head = queue.peek();
		if (head == null) {
			stopTimer();
			return null;
		}
		if (this.timer != null && this.window != null && this.window.isOver(now())) {
			return null;
		}
		if (!isOpen(head)) {
			startTimer(head);
			return null;
		}
		queue.remove();
		enter(head);
		return head;
	}

	/**
	 * When a window ends that had been used up, a single attempt goes first to learn
	 * about the new window, for others may share the API key. If it takes long, another
	 * one follows.
	 */
	private boolean isOpen(RateLimitPass pass) {
		if (this.window == null) {
			return true;
		}
		if (!this.window.isOver(now())) {
			return this.window.admits(this.inFlight, pass.isBulk(), now());
		}
		if (!this.window.isUsedUp() && this.waiting.isEmpty() && this.waitingInBulk.isEmpty()) {
			this.window = null;
			return true;
		}
		return this.probe == null || now() >= this.probeEnd;
	}

	private void enter(RateLimitPass pass) {
		pass.enter();
		this.inFlight++;
		if (this.window != null && this.window.isOver(now())) {
			this.probe = pass;
			this.probeEnd = now() + PROBE_MILLIS;
		}
	}

	private Deque<RateLimitPass> queue(RateLimitPass pass) {
		return pass.isBulk() ? this.waitingInBulk : this.waiting;
	}

	/**
	 * The jitter is for other instances that wait for the same reset.
	 */
	private void startTimer(RateLimitPass head) {
		if (this.timer != null || this.window == null) {
			return;
		}
		long wait = this.window.isOver(now()) ? Math.max(1, this.probeEnd - now())
				: untilNews(this.window, head).toMillis() + ThreadLocalRandom.current().nextLong(MAX_JITTER_MILLIS);
		this.timer = Schedulers.parallel().schedule(this::timerEnds, wait, TimeUnit.MILLISECONDS);
	}

	private static Duration untilNews(RateLimitWindow window, RateLimitPass head) {
		Duration reserveEnds = window.untilReserveEnds(now());
		return (head.isBulk() && !reserveEnds.isZero()) ? reserveEnds : window.untilEnd(now());
	}

	private void stopTimer() {
		if (this.timer != null) {
			this.timer.dispose();
			this.timer = null;
		}
	}

	private void timerEnds() {
		synchronized (this) {
			this.timer = null;
		}
		drain();
	}

	private static long now() {
		return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
	}

}
