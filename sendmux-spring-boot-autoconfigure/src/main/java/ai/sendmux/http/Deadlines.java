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
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * The time limits of the calls of a client, which share one task of the scheduler: one
 * for each call wakes another thread for each call, which takes a sixth of the CPU of a
 * call that is alone.
 */
final class Deadlines {

	private static final long NONE = Long.MAX_VALUE;

	/**
	 * Between two looks at all deadlines. Of many that expire one after the other each
	 * would cause one.
	 */
	private static final long INTERVAL_MILLIS = 10;

	/**
	 * What expires, and when.
	 */
	private final Map<Runnable, Long> open = new ConcurrentHashMap<>();

	private volatile long next = NONE;

	private @Nullable Disposable task;

	private final ApiScheduler scheduler;

	/**
	 * The threads of the application end with it, but a call may last longer.
	 */
	Deadlines(ApiScheduler scheduler) {
		this.scheduler = scheduler;
		scheduler.whenClosed().subscribe(null, null, this::expire);
	}

	/**
	 * Run an action when the time is over, unless it is removed before.
	 */
	void add(Runnable action, Duration time) {
		long now = MonotonicClock.millis();
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
	 * The task counts as gone before the deadlines are looked through, so that one that
	 * is added meanwhile is either seen or gets a task. Each call ends by itself, so that
	 * none waits for what another one does about it.
	 */
	private void expire() {
		taskRuns();
		long now = MonotonicClock.millis();
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
