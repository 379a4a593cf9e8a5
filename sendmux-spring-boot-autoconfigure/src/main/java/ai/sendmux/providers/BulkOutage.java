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

package ai.sendmux.providers;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import ai.sendmux.SendmuxException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Pauses a bulk creation while the service is down, and lets one request try it from time
 * to time.
 */
final class BulkOutage {

	private static final Duration FIRST_INTERVAL = Duration.ofSeconds(5);

	private static final Duration MAX_INTERVAL = Duration.ofSeconds(60);

	private final Duration maxOutage;

	private final Function<Duration, Mono<?>> delay;

	private final BooleanSupplier down;

	private final Deque<MonoSink<Boolean>> waiting = new ArrayDeque<>();

	private @Nullable SendmuxException failure;

	private @Nullable Disposable timer;

	private Duration interval = FIRST_INTERVAL;

	private Duration paused = Duration.ZERO;

	private boolean tryNow;

	private int pauses;

	private boolean over;

	/**
	 * Create an outage that has not begun.
	 * @param maxOutage the longest pause, zero for none at all
	 * @param delay makes a delay that ends with a failure if the client is closed
	 * @param down whether so much has failed that the service seems to be down
	 */
	BulkOutage(Duration maxOutage, Function<Duration, Mono<?>> delay, BooleanSupplier down) {
		this.maxOutage = maxOutage;
		this.delay = delay;
		this.down = down;
	}

	boolean isEnabled() {
		return !this.maxOutage.isZero();
	}

	boolean isDown() {
		return this.down.getAsBoolean();
	}

	/**
	 * Wait while there is an outage.
	 * @return a {@link Mono} that emits whether a request can be sent; it emits
	 * {@code false} if the outage is too long
	 */
	Mono<Boolean> await() {
		return Mono.create((sink) -> {
			if (!enqueue(sink)) {
				sink.success(!this.over);
			}
		});
	}

	private synchronized boolean enqueue(MonoSink<Boolean> sink) {
		if (this.failure == null || this.over) {
			return false;
		}
		if (this.tryNow) {
			this.tryNow = false;
			return false;
		}
		this.waiting.add(sink);
		sink.onDispose(() -> remove(sink));
		return true;
	}

	private synchronized void remove(MonoSink<Boolean> sink) {
		this.waiting.remove(sink);
	}

	/**
	 * The service does not respond as it should.
	 */
	synchronized void begin(SendmuxException failure) {
		boolean begins = this.failure == null;
		this.failure = failure;
		if ((begins || this.timer == null) && !this.over && !this.tryNow) {
			this.interval = begins ? FIRST_INTERVAL : min(this.interval.multipliedBy(2), MAX_INTERVAL);
			Duration wait = min(this.interval, this.maxOutage.minus(this.paused));
			this.paused = this.paused.plus(wait);
			int pause = ++this.pauses;
			this.timer = this.delay.apply(wait).subscribe((ended) -> pauseEnds(pause), (ex) -> giveUp());
		}
	}

	private static Duration min(Duration first, Duration second) {
		return (first.compareTo(second) < 0) ? first : second;
	}

	/**
	 * The service may respond again at the same time.
	 */
	private void pauseEnds(int pause) {
		boolean tooLong;
		synchronized (this) {
			if (pause != this.pauses) {
				return;
			}
			this.timer = null;
			tooLong = this.paused.compareTo(this.maxOutage) >= 0;
			this.over = tooLong;
		}
		if (tooLong) {
			release(false);
		}
		else {
			tryNext();
		}
	}

	/**
	 * The request that was to try the service did not reach it.
	 */
	void passOn() {
		synchronized (this) {
			if (this.failure == null || this.timer != null || this.over) {
				return;
			}
		}
		tryNext();
	}

	private void tryNext() {
		MonoSink<Boolean> first;
		synchronized (this) {
			if (this.failure == null) {
				return;
			}
			first = this.waiting.poll();
			this.tryNow = first == null;
		}
		if (first != null) {
			first.success(true);
		}
	}

	private void giveUp() {
		synchronized (this) {
			this.over = true;
		}
		release(false);
	}

	/**
	 * The service responds again.
	 */
	void end() {
		synchronized (this) {
			if (this.failure == null || this.over) {
				return;
			}
			this.failure = null;
			this.paused = Duration.ZERO;
			this.tryNow = false;
			this.pauses++;
			cancel();
		}
		release(true);
	}

	private void release(boolean value) {
		List<MonoSink<Boolean>> released;
		synchronized (this) {
			released = List.copyOf(this.waiting);
			this.waiting.clear();
		}
		released.forEach((sink) -> sink.success(value));
	}

	/**
	 * Return what the requests failed with, if the outage is too long.
	 */
	synchronized @Nullable SendmuxException reasonToStop() {
		return this.over ? this.failure : null;
	}

	synchronized void cancel() {
		if (this.timer != null) {
			this.timer.dispose();
			this.timer = null;
		}
	}

}
