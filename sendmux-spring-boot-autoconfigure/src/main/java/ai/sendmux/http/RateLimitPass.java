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

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * One attempt at the {@link RateLimitGate}, which guards its state.
 */
final class RateLimitPass {

	private final ApiCall<?> call;

	private @Nullable MonoSink<Void> sink;

	private boolean entered;

	private boolean left;

	RateLimitPass(ApiCall<?> call) {
		this.call = call;
	}

	ApiCall<?> call() {
		return this.call;
	}

	boolean isBulk() {
		return this.call.request().isBulk();
	}

	/**
	 * Whether the time of the call has not begun, for it is bulk work that has not been
	 * let go yet.
	 */
	boolean isFirstOfBulk() {
		return isBulk() && !this.call.hasBegun();
	}

	void waitsFor(MonoSink<Void> sink) {
		this.sink = sink;
	}

	void enter() {
		this.entered = true;
		if (isFirstOfBulk()) {
			this.call.begin();
		}
	}

	boolean hasEntered() {
		return this.entered;
	}

	/**
	 * Whether the attempt got a response.
	 */
	boolean isAnswered() {
		return this.call.statusCode() != null;
	}

	/**
	 * Returns whether it had entered before.
	 */
	boolean leave() {
		this.left = true;
		return this.entered;
	}

	boolean hasLeft() {
		return this.left;
	}

	void go() {
		if (this.sink != null) {
			this.sink.success();
		}
	}

	void fail(Throwable failure) {
		if (this.sink != null) {
			this.sink.error(failure);
		}
	}

}
