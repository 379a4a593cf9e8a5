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

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Attempts that wait for the rate limit, in their order, single calls before bulk work.
 * It is guarded by the lock of its gate.
 */
final class RateLimitLine {

	private final Deque<RateLimitPass> single = new ArrayDeque<>();

	private final Deque<RateLimitPass> bulk = new ArrayDeque<>();

	int size() {
		return this.single.size() + this.bulk.size();
	}

	boolean isEmpty() {
		return this.single.isEmpty() && this.bulk.isEmpty();
	}

	/**
	 * Whether somebody has to go before a newcomer.
	 */
	boolean isBefore(RateLimitPass newcomer) {
		return !this.single.isEmpty() || (newcomer.isBulk() && !this.bulk.isEmpty());
	}

	@Nullable RateLimitPass first() {
		return !this.single.isEmpty() ? this.single.peek() : this.bulk.peek();
	}

	void add(RateLimitPass pass) {
		queue(pass).add(pass);
	}

	void remove(RateLimitPass pass) {
		queue(pass).remove(pass);
	}

	private Deque<RateLimitPass> queue(RateLimitPass pass) {
		return pass.isBulk() ? this.bulk : this.single;
	}

}
