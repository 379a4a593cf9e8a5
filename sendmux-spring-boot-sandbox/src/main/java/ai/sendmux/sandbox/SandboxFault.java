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
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Fault that a test scripts. The methods of {@link SandboxControls} select the calls that
 * it affects; the methods of this class define what happens to them. If several of these
 * methods are called, the last one takes effect; {@link #delay} can be combined with any
 * of them.
 *
 * @since 0.1.0
 */
public final class SandboxFault {

	private final @Nullable SandboxOperation operation;

	/**
	 * Decides by its number whether a call is affected.
	 */
	private final IntPredicate selection;

	private int remaining;

	private int seen;

	private volatile Predicate<RecordedRequest> condition = (request) -> true;

	private volatile Effect effect = Effect.NONE;

	private volatile boolean ended;

	private volatile Runnable onEnd = () -> {
	};

	private SandboxFault(@Nullable SandboxOperation operation, IntPredicate selection, int remaining) {
		this.operation = operation;
		this.selection = selection;
		this.remaining = remaining;
	}

	static SandboxFault next(@Nullable SandboxOperation operation, int times) {
		Assert.isTrue(times > 0, "'times' must be positive");
		return new SandboxFault(operation, (call) -> true, times);
	}

	static SandboxFault every(@Nullable SandboxOperation operation, int interval) {
		Assert.isTrue(interval > 0, "'interval' must be positive");
		return new SandboxFault(operation, (call) -> call % interval == 0, Integer.MAX_VALUE);
	}

	static SandboxFault random(@Nullable SandboxOperation operation, double probability, long seed) {
		Assert.isTrue(probability >= 0 && probability <= 1, "'probability' must be between 0 and 1");
		SplittableRandom random = new SplittableRandom(seed);
		return new SandboxFault(operation, (call) -> random.nextDouble() < probability, Integer.MAX_VALUE);
	}

	/**
	 * Affect only calls that match a condition. Others do not count. Call this method
	 * before those that define what happens.
	 * @param condition the condition, which is tested while the sandbox handles the call;
	 * the {@link RecordedRequest#status() status} is still 0
	 * @return this fault
	 */
	public SandboxFault matching(Predicate<RecordedRequest> condition) {
		this.condition = condition;
		return this;
	}

	/**
	 * Affect only calls for one account, such as reading, updating or testing it. Call
	 * this method before those that define what happens.
	 * @param accountId the public id of the account
	 * @return this fault
	 */
	public SandboxFault forAccount(String accountId) {
		String path = "/providers/" + accountId;
		return matching((request) -> request.path().equals(path) || request.path().startsWith(path + "/"));
	}

	/**
	 * Affect no further call, such as to end an outage. Accounts, idempotency keys and
	 * other faults remain.
	 */
	public void end() {
		this.ended = true;
		this.onEnd.run();
	}

	void onEnd(Runnable listener) {
		this.onEnd = listener;
	}

	/**
	 * Respond with an error of the API without performing the operation.
	 * @param status the HTTP status, 300 to 599; it determines the error code, if the
	 * service has one for it
	 * @return this fault
	 */
	public SandboxFault respondWith(int status) {
		Assert.isTrue(status >= 300 && status <= 599, "'status' must be between 300 and 599");
		return change(this.effect.with(Effect.Kind.ERROR, status));
	}

	/**
	 * Set the error code of {@link #respondWith(int)}, which may belong to another status
	 * or be unknown.
	 * @param code the error code, such as {@code limit_exceeded}
	 * @return this fault
	 */
	public SandboxFault code(String code) {
		Assert.hasText(code, "'code' must not be empty");
		return change(this.effect.withCode(code));
	}

	/**
	 * Add an invalid field to {@link #respondWith(int)}.
	 * @param field the name of the field, with dots between the names of nested fields
	 * @param message the message
	 * @return this fault
	 */
	public SandboxFault invalidField(String field, String message) {
		return change(this.effect.withInvalidField(field, message));
	}

	/**
	 * Send {@code Retry-After} with {@link #respondWith(int)} or {@link #html(int)}.
	 * Without it, an error response with status 429 asks to wait for one second.
	 * @param duration the time to wait, truncated to seconds; not negative
	 * @return this fault
	 */
	public SandboxFault retryAfter(Duration duration) {
		Assert.isTrue(!duration.isNegative(), "'duration' must not be negative");
		return change(this.effect.withRetryAfter(duration));
	}

	/**
	 * Respond with an HTML page without performing the operation, as a proxy might.
	 * @param status the HTTP status, 200 to 599
	 * @return this fault
	 */
	public SandboxFault html(int status) {
		Assert.isTrue(status >= 200 && status <= 599, "'status' must be between 200 and 599");
		return change(this.effect.with(Effect.Kind.HTML, status));
	}

	/**
	 * Perform the operation, then respond without the body.
	 * @return this fault
	 */
	public SandboxFault emptyBody() {
		return change(this.effect.with(Effect.Kind.EMPTY_BODY, 0));
	}

	/**
	 * Perform the operation, then close the connection in the middle of the body.
	 * @return this fault
	 */
	public SandboxFault cutBody() {
		return change(this.effect.with(Effect.Kind.CUT_BODY, 0));
	}

	/**
	 * Reset the connection without performing the operation.
	 * @return this fault
	 */
	public SandboxFault breakBeforeActing() {
		return change(this.effect.with(Effect.Kind.BREAK_BEFORE_ACTING, 0));
	}

	/**
	 * Perform the operation, then reset the connection instead of responding. The client
	 * cannot know whether its call took effect.
	 * @return this fault
	 */
	public SandboxFault breakAfterActing() {
		return change(this.effect.with(Effect.Kind.BREAK_AFTER_ACTING, 0));
	}

	/**
	 * Perform the operation, then respond with an unknown type and status of each
	 * account.
	 * @return this fault
	 */
	public SandboxFault unknownEnumValues() {
		return change(this.effect.with(Effect.Kind.UNKNOWN_ENUM_VALUES, 0));
	}

	/**
	 * Delay the response. Until it is sent, the call is in progress: another call with
	 * the same idempotency key is a conflict.
	 * @param duration the real time to wait, which the clock of the sandbox does not
	 * affect; not negative
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
		return this.ended || this.remaining == 0;
	}

	/**
	 * Return whether this fault applies to a call. A fault without an effect applies to
	 * none, because such a call would exhaust it.
	 * @param request the call
	 * @return whether this fault applies
	 */
	boolean appliesTo(RecordedRequest request) {
		return this.effect != Effect.NONE && (this.operation == null || this.operation == request.operation())
				&& this.condition.test(request);
	}

	/**
	 * Count a call to which this fault applies.
	 * @return the effect on the call
	 */
	Effect strike() {
		if (isLimited()) {
			this.remaining--;
		}
		return this.selection.test(++this.seen) ? this.effect : Effect.NONE;
	}

	/**
	 * What a fault does to a call.
	 *
	 * @param kind the kind of fault, may be {@code null} for a delay only
	 * @param status the status of the response that replaces the real one, 0 if there is
	 * none
	 * @param code the error code that replaces the one of that status, may be
	 * {@code null}
	 * @param retryAfter the {@code Retry-After} of the response, may be {@code null}
	 * @param invalidFields the invalid fields in the body of the response
	 * @param delay the time to wait before the response is sent
	 */
	record Effect(@Nullable Kind kind, int status, @Nullable String code, @Nullable Duration retryAfter,
			List<ApiProblem.Issue> invalidFields, Duration delay) {

		static final Effect NONE = new Effect(null, 0, null, null, List.of(), Duration.ZERO);

		Effect with(Kind kind, int status) {
			return new Effect(kind, status, this.code, this.retryAfter, this.invalidFields, this.delay);
		}

		Effect withCode(String code) {
			return new Effect(this.kind, this.status, code, this.retryAfter, this.invalidFields, this.delay);
		}

		Effect withRetryAfter(Duration retryAfter) {
			return new Effect(this.kind, this.status, this.code, retryAfter, this.invalidFields, this.delay);
		}

		Effect withInvalidField(String field, String message) {
			List<ApiProblem.Issue> fields = new ArrayList<>(this.invalidFields);
			fields.add(new ApiProblem.Issue(field, "custom", message));
			return new Effect(this.kind, this.status, this.code, this.retryAfter, List.copyOf(fields), this.delay);
		}

		Effect withDelay(Duration delay) {
			return new Effect(this.kind, this.status, this.code, this.retryAfter, this.invalidFields, delay);
		}

		/**
		 * Combine this effect with another that matches the same call.
		 * @param other the effect that applies where this one defines nothing
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
