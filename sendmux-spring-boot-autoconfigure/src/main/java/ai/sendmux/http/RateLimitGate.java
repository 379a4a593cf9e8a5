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

import ai.sendmux.SendmuxApiError;
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimitException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Holds attempts back while the rate limit is used up, so that they wait for the reset
 * instead of drawing refusals, in order and single calls before bulk work.
 */
final class RateLimitGate {

	private static final long MAX_JITTER_MILLIS = 100;

	private final ApiPacingSettings settings;

	private final Duration total;

	private final Deque<Pass> waiting = new ArrayDeque<>();

	private final Deque<Pass> waitingInBulk = new ArrayDeque<>();

	private volatile @Nullable SendmuxRateLimit latest;

	private @Nullable RateLimitWindow window;

	private @Nullable Pass probe;

	private boolean timerRuns;

	private int inFlight;

	RateLimitGate(ApiPacingSettings settings, Duration total) {
		this.settings = settings;
		this.total = total;
	}

	@Nullable SendmuxRateLimit latest() {
		return this.latest;
	}

	<T> Mono<T> pass(ApiCall<?> call, Mono<T> attempt) {
		if (!this.settings.enabled() || call.request().isUnpaced()) {
			return attempt;
		}
		return Mono.defer(() -> {
			Pass pass = new Pass(call);
			Mono<T> entered = tryEnter(pass) ? attempt : Mono.<Void>create((sink) -> enqueue(pass, sink)).then(attempt);
			return entered.doFinally((signal) -> leave(pass));
		});
	}

	/**
	 * Learn from an answer. One that is late tells nothing about the present window.
	 */
	void observe(AnswerHeaders headers) {
		SendmuxRateLimit rateLimit = headers.rateLimit();
		if (rateLimit == null) {
			return;
		}
		this.latest = rateLimit;
		long end = now() + headers.until(rateLimit.reset()).toMillis();
		synchronized (this) {
			this.window = (this.window != null) ? this.window.update(rateLimit, end)
					: new RateLimitWindow(rateLimit, end);
		}
	}

	private synchronized boolean tryEnter(Pass pass) {
		if (!this.waiting.isEmpty() || (pass.isBulk() && !this.waitingInBulk.isEmpty()) || !isOpen(pass)) {
			return false;
		}
		enter(pass);
		return true;
	}

	private void enqueue(Pass pass, MonoSink<Void> sink) {
		pass.sink = sink;
		synchronized (this) {
			Duration wait = (this.window != null) ? this.window.untilEnd(now()) : Duration.ZERO;
			if (!mayWait(pass, wait)) {
				sink.error(refusal(pass, wait));
				return;
			}
			queue(pass).add(pass);
		}
		drain();
	}

	private boolean mayWait(Pass pass, Duration wait) {
		return this.waiting.size() + this.waitingInBulk.size() < this.settings.maxWaiting()
				&& wait.compareTo(this.settings.maxWait()) <= 0 && wait.compareTo(pass.call.remaining(this.total)) < 0;
	}

	private SendmuxRateLimitException refusal(Pass pass, Duration wait) {
		pass.call.refuse();
		SendmuxApiError error = SendmuxApiError.builder(429)
			.code("rate_limit_exceeded")
			.message("The rate limit is used up and the reset is too far away to wait for")
			.retryAfter(wait)
			.rateLimit(this.latest)
			.build();
		return new SendmuxRateLimitException(pass.call.describe(true, AttemptEffect.NONE), error);
	}

	private void leave(Pass pass) {
		synchronized (this) {
			if (pass.entered) {
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

	private void drain() {
		Pass next = pollReady();
		while (next != null) {
			next.go();
			next = pollReady();
		}
	}

	private synchronized @Nullable Pass pollReady() {
		Deque<Pass> queue = !this.waiting.isEmpty() ? this.waiting : this.waitingInBulk;
		Pass head = queue.peek();
		if (head == null) {
			return null;
		}
		if (!isOpen(head)) {
			startTimer();
			return null;
		}
		queue.remove();
		enter(head);
		return head;
	}

	/**
	 * When a window ends that had been used up, a single attempt goes first to learn
	 * about the new window, for others may share the API key.
	 */
	private boolean isOpen(Pass pass) {
		if (this.window == null) {
			return true;
		}
		if (!this.window.isOver(now())) {
			return this.window.admits(this.inFlight, pass.isBulk());
		}
		if (!this.window.isUsedUp() && this.waiting.isEmpty() && this.waitingInBulk.isEmpty()) {
			this.window = null;
			return true;
		}
		return this.probe == null;
	}

	private void enter(Pass pass) {
		pass.entered = true;
		this.inFlight++;
		if (this.window != null && this.window.isOver(now())) {
			this.probe = pass;
		}
	}

	private Deque<Pass> queue(Pass pass) {
		return pass.isBulk() ? this.waitingInBulk : this.waiting;
	}

	private void startTimer() {
		if (this.timerRuns || this.window == null || this.window.isOver(now())) {
			return;
		}
		this.timerRuns = true;
		long wait = this.window.untilEnd(now()).toMillis() + ThreadLocalRandom.current().nextLong(MAX_JITTER_MILLIS);
		Schedulers.parallel().schedule(this::timerEnds, wait, TimeUnit.MILLISECONDS);
	}

	private void timerEnds() {
		synchronized (this) {
			this.timerRuns = false;
		}
		drain();
	}

	private static long now() {
		return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
	}

	/**
	 * One attempt at the gate. Its state is guarded by the gate.
	 */
	private static final class Pass {

		private final ApiCall<?> call;

		private @Nullable MonoSink<Void> sink;

		private boolean entered;

		Pass(ApiCall<?> call) {
			this.call = call;
		}

		boolean isBulk() {
			return this.call.request().isBulk();
		}

		void go() {
			if (this.sink != null) {
				this.sink.success();
			}
		}

	}

}
