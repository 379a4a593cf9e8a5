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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Scheduler of the time limits of an application. It has threads of its own, because a
 * task of the application may block a thread that it shares with others. They end when
 * nothing has used them for a minute.
 */
final class TimeoutThreads implements AutoCloseable {

	private static final int TTL_SECONDS = 60;

	private volatile @Nullable Current current;

	private volatile boolean closed;

	/**
	 * Return the scheduler. It is replaced when those of Reactor are, as in a test under
	 * virtual time.
	 */
	Scheduler get() {
		Scheduler origin = Schedulers.parallel();
		Current current = this.current;
		return (current != null && current.origin == origin) ? current.scheduler : replace(origin);
	}

	private synchronized Scheduler replace(Scheduler origin) {
		if (this.closed) {
			return Schedulers.boundedElastic();
		}
		Current current = this.current;
		if (current != null && current.origin == origin) {
			return current.scheduler;
		}
		if (current != null) {
			current.dispose();
		}
		Scheduler scheduler = Schedulers.newBoundedElastic(Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE, Integer.MAX_VALUE,
				"sendmux-timeout", TTL_SECONDS, true);
		this.current = new Current(origin, scheduler);
		return scheduler;
	}

	@Override
	public synchronized void close() {
		Current current = this.current;
		this.closed = true;
		this.current = null;
		if (current != null) {
			current.dispose();
		}
	}

	private record Current(Scheduler origin, Scheduler scheduler) {

		/**
		 * Under virtual time all schedulers are one, which others use.
		 */
		void dispose() {
			boolean shared = this.origin instanceof Supplier<?> cached && cached.get() == this.scheduler;
			if (!shared) {
				this.scheduler.dispose();
			}
		}

	}

}
