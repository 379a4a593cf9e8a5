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

package ai.sendmux.sandbox;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a fault does to a call.
 *
 * @param kind the kind of fault or {@code null} for a mere delay
 * @param status the status that replaces the answer, 0 if none does
 * @param code the error code that replaces the usual one of that status or {@code null}
 * @param retryAfter the {@code Retry-After} of the answer or {@code null}
 * @param delay how long the answer is held back
 */
record FaultEffect(@Nullable Kind kind, int status, @Nullable String code, @Nullable Duration retryAfter,
		Duration delay) {

	static final FaultEffect NONE = new FaultEffect(null, 0, null, null, Duration.ZERO);

	FaultEffect with(Kind kind, int status) {
		return new FaultEffect(kind, status, this.code, this.retryAfter, this.delay);
	}

	FaultEffect withCode(String code) {
		return new FaultEffect(this.kind, this.status, code, this.retryAfter, this.delay);
	}

	FaultEffect withRetryAfter(Duration retryAfter) {
		return new FaultEffect(this.kind, this.status, this.code, retryAfter, this.delay);
	}

	FaultEffect withDelay(Duration delay) {
		return new FaultEffect(this.kind, this.status, this.code, this.retryAfter, delay);
	}

	/**
	 * Combine this effect with another that matches the same call.
	 * @param other the effect that gives way where both say something
	 * @return the combined effect
	 */
	FaultEffect or(FaultEffect other) {
		FaultEffect base = (this.kind != null) ? this : other;
		return base.withDelay(this.delay.isZero() ? other.delay : this.delay);
	}

	boolean replacesResponse() {
		return this.kind == Kind.ERROR || this.kind == Kind.HTML || this.kind == Kind.BREAK_BEFORE_ACTING;
	}

	boolean breaksConnection() {
		return this.kind == Kind.BREAK_BEFORE_ACTING || this.kind == Kind.BREAK_AFTER_ACTING;
	}

	enum Kind {

		ERROR, HTML, BREAK_BEFORE_ACTING, BREAK_AFTER_ACTING, EMPTY_BODY, CUT_BODY, UNKNOWN_ENUM_VALUES

	}

}
