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

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Ends the waits of all calls when the application ends, so that none outlives it.
 */
public final class ShutdownSignal implements AutoCloseable {

	/**
	 * For clients that last as long as the process.
	 */
	public static final ShutdownSignal NEVER = new ShutdownSignal();

	private final Sinks.Empty<Void> closing = Sinks.empty();

	private final TimeoutThreads timeoutThreads = new TimeoutThreads();

	/**
	 * Return the scheduler of the time limits, whose threads end with the application.
	 * What never ends has none of its own, because nobody would stop them.
	 */
	Scheduler timeoutScheduler() {
		return (this != NEVER) ? this.timeoutThreads.get() : Schedulers.boundedElastic();
	}

	/**
	 * Run the action when the application has ended. What never ends keeps no action.
	 */
	void whenClosed(Runnable action) {
		if (this != NEVER) {
			this.closing.asMono().subscribe(null, null, action);
		}
	}

	/**
	 * Wait, or fail if the application ends before.
	 */
	<T> Mono<T> failOnShutdown(Mono<T> wait, Mono<T> failure) {
		return Mono.firstWithSignal(wait, this.closing.asMono().then(failure));
	}

	@Override
	public void close() {
		this.timeoutThreads.close();
		this.closing.tryEmitEmpty();
	}

}
