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
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Wakes a {@link RateLimitGate} when there may be news for those who wait. It is guarded
 * by the lock of the gate.
 */
final class RateLimitTimer {

	static final Duration MAX_JITTER = Duration.ofMillis(100);

	private final Runnable wake;

	private @Nullable Disposable task;

	private long newsMillis;

	RateLimitTimer(Runnable wake) {
		this.wake = wake;
	}

	boolean isRunning(long now) {
		return this.task != null && !MonotonicClock.isLost(this.newsMillis + MAX_JITTER.toMillis(), now);
	}

	/**
	 * Start, unless it runs and wakes as early. The jitter is for other instances that
	 * wait for the same reset.
	 */
	void start(long now, Duration untilNews, boolean jittered) {
		long news = now + untilNews.toMillis();
		if (isRunning(now) && news >= this.newsMillis) {
			return;
		}
		stop();
		this.newsMillis = news;
		long jitter = jittered ? ThreadLocalRandom.current().nextLong(MAX_JITTER.toMillis()) : 0;
		this.task = Schedulers.parallel().schedule(this.wake, untilNews.toMillis() + jitter, TimeUnit.MILLISECONDS);
	}

	void stop() {
		if (this.task != null) {
			this.task.dispose();
			this.task = null;
		}
	}

}
