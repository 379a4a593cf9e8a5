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

import org.springframework.util.Assert;

/**
 * A fault that a test scripts: which calls it strikes is chosen on {@link SendmuxSandbox}
 * or {@link SandboxTeam}, what it does here. Of the methods that set an answer the last
 * one counts; {@link #delay} adds to any of them.
 *
 * @since 0.1.0
 */
public final class SandboxFault {

	private final @Nullable SandboxOperation operation;

	private final int every;

	private int remaining;

	private int seen;

	private volatile Effect effect = Effect.NONE;

	private SandboxFault(@Nullable SandboxOperation operation, int every, int remaining) {
		this.operation = operation;
		this.every = every;
		this.remaining = remaining;
	}

	static SandboxFault next(@Nullable SandboxOperation operation, int times) {
		Assert.isTrue(times > 0, "'times' must be positive");
		return new SandboxFault(operation, 1, times);
	}

	static SandboxFault every(@Nullable SandboxOperation operation, int interval) {
		Assert.isTrue(interval > 0, "'interval' must be positive");
		return new SandboxFault(operation, interval, Integer.MAX_VALUE);
	}

	/**
	 * Answer with an error of the API instead of acting.
	 * @param status the HTTP status, 300 to 599; the error code is the one that goes with
	 * it
	 * @return this fault
	 */
	public SandboxFault respondWith(int status) {
		Assert.isTrue(status >= 300 && status <= 599, "'status' must be between 300 and 599");
		return change(this.effect.with(Effect.Kind.ERROR, status));
	}

	/**
	 * Set the error code of {@link #respondWith(int)}, for one that goes with another
	 * status or that is new.
	 * @param code the error code, such as {@code limit_exceeded}
	 * @return this fault
	 */
	public SandboxFault code(String code) {
		Assert.hasText(code, "'code' must not be empty");
		return change(this.effect.withCode(code));
	}

	/**
	 * Send {@code Retry-After} with {@link #respondWith(int)} or {@link #html(int)}. An
	 * answer of status 429 always has one, of one second if this method is not called.
	 * @param duration the time to wait, in whole seconds, not negative
	 * @return this fault
	 */
	public SandboxFault retryAfter(Duration duration) {
		Assert.isTrue(!duration.isNegative(), "'duration' must not be negative");
		return change(this.effect.withRetryAfter(duration));
	}

	/**
	 * Answer with an HTML page instead of acting, as a proxy in between does.
	 * @param status the HTTP status, 200 to 599
	 * @return this fault
	 */
	public SandboxFault html(int status) {
		Assert.isTrue(status >= 200 && status <= 599, "'status' must be between 200 and 599");
		return change(this.effect.with(Effect.Kind.HTML, status));
	}

	/**
	 * Act, then answer without the body.
	 * @return this fault
	 */
	public SandboxFault emptyBody() {
		return change(this.effect.with(Effect.Kind.EMPTY_BODY, 0));
	}

	/**
	 * Act, then close the connection in the middle of the body.
	 * @return this fault
	 */
	public SandboxFault cutBody() {
		return change(this.effect.with(Effect.Kind.CUT_BODY, 0));
	}

	/**
	 * Reset the connection without acting.
	 * @return this fault
	 */
	public SandboxFault breakBeforeActing() {
		return change(this.effect.with(Effect.Kind.BREAK_BEFORE_ACTING, 0));
	}

	/**
	 * Act, then reset the connection instead of answering: the client cannot know whether
	 * its call took effect.
	 * @return this fault
	 */
	public SandboxFault breakAfterActing() {
		return change(this.effect.with(Effect.Kind.BREAK_AFTER_ACTING, 0));
	}

	/**
	 * Act, then answer with a type and a status of accounts that do not exist yet.
	 * @return this fault
	 */
	public SandboxFault unknownEnumValues() {
		return change(this.effect.with(Effect.Kind.UNKNOWN_ENUM_VALUES, 0));
	}

	/**
	 * Hold the answer back. Until it is sent, the call counts as running: another with
	 * its idempotency key is a conflict.
	 * @param duration the real time to wait, not negative
	 * @return this fault
	 */
	public SandboxFault delay(Duration duration) {
		Assert.isTrue(!duration.isNegative(), "'duration' must not be negative");
		return change(this.effect.withDelay(duration));
	}

	private SandboxFault change(Effect effect) {
		this.effect = effect;
		return this;
	}

	boolean isLimited() {
		return this.remaining != Integer.MAX_VALUE;
	}

	boolean isSpent() {
		return this.remaining == 0;
	}

	/**
	 * Return whether this fault strikes calls of an operation. It does not before it is
	 * said what happens to them: a call in between would use it up without effect.
	 * @param operation the operation or {@code null} if the path is unknown
	 * @return whether it does
	 */
	boolean appliesTo(@Nullable SandboxOperation operation) {
		return this.effect != Effect.NONE && (this.operation == null || this.operation == operation);
	}

	/**
	 * Let a call pass that this fault applies to.
	 * @return what the fault does to it
	 */
	Effect strike() {
		if (isLimited()) {
			this.remaining--;
		}
		return (++this.seen % this.every == 0) ? this.effect : Effect.NONE;
	}

	/**
	 * What a fault does to a call.
	 *
	 * @param kind the kind of fault or {@code null} for a mere delay
	 * @param status the status that replaces the answer, 0 if none does
	 * @param code the error code that replaces the usual one of that status or
	 * {@code null}
	 * @param retryAfter the {@code Retry-After} of the answer or {@code null}
	 * @param delay how long the answer is held back
	 */
	record Effect(@Nullable Kind kind, int status, @Nullable String code, @Nullable Duration retryAfter,
			Duration delay) {

		static final Effect NONE = new Effect(null, 0, null, null, Duration.ZERO);

		Effect with(Kind kind, int status) {
			return new Effect(kind, status, this.code, this.retryAfter, this.delay);
		}

		Effect withCode(String code) {
			return new Effect(this.kind, this.status, code, this.retryAfter, this.delay);
		}

		Effect withRetryAfter(Duration retryAfter) {
			return new Effect(this.kind, this.status, this.code, retryAfter, this.delay);
		}

		Effect withDelay(Duration delay) {
			return new Effect(this.kind, this.status, this.code, this.retryAfter, delay);
		}

		/**
		 * Combine this effect with another that matches the same call.
		 * @param other the effect that gives way where both say something
		 * @return the combined effect
		 */
		Effect or(Effect other) {
			Effect base = (this.kind != null) ? this : other;
			return base.withDelay(this.delay.isZero() ? other.delay : this.delay);
		}

		boolean replacesResponse() {
			return this.kind == Kind.ERROR || this.kind == Kind.HTML || this.kind == Kind.BREAK_BEFORE_ACTING;
		}

		boolean breaksConnection() {
			return this.kind == Kind.BREAK_BEFORE_ACTING || this.kind == Kind.BREAK_AFTER_ACTING;
		}

		SandboxResponse.DeliveryMode deliveryMode() {
			if (breaksConnection()) {
				return SandboxResponse.DeliveryMode.CONNECTION_RESET;
			}
			return (this.kind == Kind.CUT_BODY) ? SandboxResponse.DeliveryMode.TRUNCATED
					: SandboxResponse.DeliveryMode.COMPLETE;
		}

		enum Kind {

			ERROR, HTML, BREAK_BEFORE_ACTING, BREAK_AFTER_ACTING, EMPTY_BODY, CUT_BODY, UNKNOWN_ENUM_VALUES

		}

	}

}
