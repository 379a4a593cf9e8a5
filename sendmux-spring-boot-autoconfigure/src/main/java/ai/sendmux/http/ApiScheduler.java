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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * Scheduler of the waits and time limits of an application, which ends with it. It has
 * threads of its own, because a task of the application may block a thread that it shares
 * with others. They end when nothing has used them for a minute.
 */
public final class ApiScheduler implements AutoCloseable {

	/**
	 * For clients that last as long as the process. It has no threads of its own, because
	 * nobody would stop them.
	 */
	public static final ApiScheduler SHARED = new ApiScheduler();

	private static final int TTL_SECONDS = 60;

	private final Set<MonoSink<Void>> waiting = ConcurrentHashMap.newKeySet();

	private final TimeLimits timeLimits = new TimeLimits(this);

	private volatile @Nullable Scheduler own;

	private volatile boolean closed;

	/**
	 * Return the time of the waits. It is no time of day: in units of milliseconds, the
	 * scheduler would read the clock of the machine, which can be set.
	 */
	static long millis() {
		return TimeUnit.NANOSECONDS.toMillis(Schedulers.parallel().now(TimeUnit.NANOSECONDS));
	}

	/**
	 * Return the scheduler that tasks run on at present.
	 */
	Scheduler get() {
		if (this == SHARED || this.closed) {
			return Schedulers.boundedElastic();
		}
		Scheduler own = this.own;
		return (own != null) ? own : create();
	}

	private synchronized Scheduler create() {
		Scheduler own = this.own;
		if (own == null) {
			own = Schedulers.newBoundedElastic(Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE, Integer.MAX_VALUE, "sendmux",
					TTL_SECONDS, true);
			this.own = own;
		}
		return own;
	}

	/**
	 * Run a task after a time. A call may last longer than the application, and so do its
	 * time limits.
	 */
	Disposable schedule(Runnable task, long delayMillis) {
		try {
			return get().schedule(task, delayMillis, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			return Schedulers.boundedElastic().schedule(task, delayMillis, TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Return the time limits, which the clients of an application share. Clients that
	 * last as long as the process have their own, so that nothing holds them.
	 */
	TimeLimits timeLimits() {
		return (this == SHARED) ? new TimeLimits(this) : this.timeLimits;
	}

	/**
	 * Wait, or fail if the application ends before.
	 */
	<T> Mono<T> failOnClose(Mono<T> wait, Mono<T> failure) {
		return Mono.firstWithSignal(wait, whenClosed().then(failure));
	}

	/**
	 * Complete when the application ends.
	 */
	public Mono<Void> whenClosed() {
		if (this == SHARED) {
			return Mono.never();
		}
		return Mono.create((sink) -> {
			this.waiting.add(sink);
			sink.onDispose(() -> this.waiting.remove(sink));
			if (this.closed) {
				sink.success();
			}
		});
	}

	/**
	 * A call may last longer than the threads of the application. What one waiter throws
	 * does not concern the others.
	 */
	@Override
	public void close() {
		if (this == SHARED) {
			return;
		}
		this.closed = true;
		dispose();
		this.timeLimits.expire();
		for (MonoSink<Void> sink : this.waiting) {
			try {
				sink.success();
			}
			catch (Throwable ex) {
				ThrownErrors.drop(ex, Context.empty());
			}
		}
	}

	/**
	 * Under virtual time all schedulers are one, which others use.
	 */
	private synchronized void dispose() {
		Scheduler own = this.own;
		boolean virtual = Schedulers.parallel() instanceof Supplier<?> cached && cached.get() == own;
		if (own != null && !virtual) {
			own.dispose();
		}
	}

	/**
	 * The time limits of calls, which share one task of the scheduler: one for each call
	 * wakes another thread for each call, which takes a sixth of the CPU of a call that
	 * is alone.
	 */
	static final class TimeLimits {

		private static final long NONE = Long.MAX_VALUE;

		/**
		 * Between two looks at all time limits. Of many that expire one after the other
		 * each would cause one.
		 */
		private static final long INTERVAL_MILLIS = 10;

		/**
		 * What expires, and when.
		 */
		private final Map<Runnable, Long> open = new ConcurrentHashMap<>();

		private volatile long next = NONE;

		private @Nullable Disposable task;

		private final ApiScheduler scheduler;

		private TimeLimits(ApiScheduler scheduler) {
			this.scheduler = scheduler;
		}

		/**
		 * Run an action when the time is over, unless it is removed before.
		 */
		void add(Runnable action, Duration time) {
			long now = ApiScheduler.millis();
			long end = now + Math.max(1, time.toMillis());
			this.open.put(action, end);
			if (end < this.next) {
				schedule(end, now);
			}
		}

		void remove(Runnable action) {
			this.open.remove(action);
		}

		private synchronized void schedule(long millis, long now) {
			if (millis >= this.next) {
				return;
			}
			if (this.task != null) {
				this.task.dispose();
			}
			this.next = millis;
			this.task = this.scheduler.schedule(this::expire, millis - now);
		}

		private synchronized void taskRuns() {
			this.next = NONE;
			this.task = null;
		}

		/**
		 * The task counts as gone before the time limits are looked through, so that one
		 * that is added meanwhile is either seen or gets a task. Each call ends by
		 * itself, so that none waits for what another one does about it.
		 */
		private void expire() {
			taskRuns();
			if (this.open.isEmpty()) {
				return;
			}
			long now = ApiScheduler.millis();
			long following = NONE;
			for (Map.Entry<Runnable, Long> waiting : this.open.entrySet()) {
				if (waiting.getValue() <= now) {
					this.open.remove(waiting.getKey());
					this.scheduler.schedule(waiting.getKey(), 0);
				}
				else {
					following = Math.min(following, waiting.getValue());
				}
			}
			if (following != NONE) {
				schedule(Math.max(following, now + INTERVAL_MILLIS), now);
			}
		}

	}

}
