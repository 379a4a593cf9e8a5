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

	private volatile FaultEffect effect = FaultEffect.NONE;

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
		return change(this.effect.with(FaultEffect.Kind.ERROR, status));
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
		return change(this.effect.with(FaultEffect.Kind.HTML, status));
	}

	/**
	 * Act, then answer without the body.
	 * @return this fault
	 */
	public SandboxFault emptyBody() {
		return change(this.effect.with(FaultEffect.Kind.EMPTY_BODY, 0));
	}

	/**
	 * Act, then close the connection in the middle of the body.
	 * @return this fault
	 */
	public SandboxFault cutBody() {
		return change(this.effect.with(FaultEffect.Kind.CUT_BODY, 0));
	}

	/**
	 * Reset the connection without acting.
	 * @return this fault
	 */
	public SandboxFault breakBeforeActing() {
		return change(this.effect.with(FaultEffect.Kind.BREAK_BEFORE_ACTING, 0));
	}

	/**
	 * Act, then reset the connection instead of answering: the client cannot know whether
	 * its call took effect.
	 * @return this fault
	 */
	public SandboxFault breakAfterActing() {
		return change(this.effect.with(FaultEffect.Kind.BREAK_AFTER_ACTING, 0));
	}

	/**
	 * Act, then answer with a type and a status of accounts that do not exist yet.
	 * @return this fault
	 */
	public SandboxFault unknownEnumValues() {
		return change(this.effect.with(FaultEffect.Kind.UNKNOWN_ENUM_VALUES, 0));
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

	private SandboxFault change(FaultEffect effect) {
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
		return this.effect != FaultEffect.NONE && (this.operation == null || this.operation == operation);
	}

	/**
	 * Let a call pass that this fault applies to.
	 * @return what the fault does to it
	 */
	FaultEffect strike() {
		if (isLimited()) {
			this.remaining--;
		}
		return (++this.seen % this.every == 0) ? this.effect : FaultEffect.NONE;
	}

}
