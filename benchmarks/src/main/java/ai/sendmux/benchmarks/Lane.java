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

package ai.sendmux.benchmarks;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * Makes one call after the other until the time is over and enough calls are made. It
 * allocates nothing of its own while it runs.
 *
 * @param <T> the type of the responses
 */
final class Lane<T> implements CoreSubscriber<T> {

	private final Contender<T> contender;

	private final CountDownLatch done;

	private final int minCalls;

	private final long[] latencies;

	private long deadline;

	private long started;

	private int calls;

	private boolean responded;

	private volatile @Nullable Throwable failure;

	Lane(Contender<T> contender, CountDownLatch done, int minCalls, int maxLatencies) {
		this.contender = contender;
		this.minCalls = minCalls;
		this.done = done;
		this.latencies = new long[maxLatencies];
	}

	void start(long deadline) {
		this.deadline = deadline;
		next();
	}

	private void next() {
		this.responded = false;
		this.started = System.nanoTime();
		this.contender.create().subscribe(this);
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(T response) {
		this.responded = true;
	}

	@Override
	public void onError(Throwable ex) {
		this.failure = ex;
		this.done.countDown();
	}

	@Override
	public void onComplete() {
		if (!this.responded) {
			onError(new IllegalStateException("No response"));
			return;
		}
		long now = System.nanoTime();
		keep(now - this.started);
		this.calls++;
		if (now - this.deadline < 0 || this.calls < this.minCalls) {
			next();
		}
		else {
			this.done.countDown();
		}
	}

	/**
	 * Of more calls than there is room for, a random choice is kept, so that none of the
	 * run is left out.
	 */
	private void keep(long latency) {
		int place = (this.calls < this.latencies.length) ? this.calls
				: ThreadLocalRandom.current().nextInt(this.calls + 1);
		if (place < this.latencies.length) {
			this.latencies[place] = latency;
		}
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

	int calls() {
		return this.calls;
	}

	/**
	 * Latencies in nanoseconds, of some of the calls if there are many.
	 */
	long[] latencies() {
		return Arrays.copyOf(this.latencies, Math.min(this.calls, this.latencies.length));
	}

}
