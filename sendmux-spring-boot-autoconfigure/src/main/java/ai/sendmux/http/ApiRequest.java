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

import java.nio.charset.StandardCharsets;
import java.util.List;

import ai.sendmux.SendmuxViolation;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.web.util.UriUtils;

/**
 * Request of an operation, ready to be sent any number of times.
 *
 * @param <T> the type of the data of the response
 */
public final class ApiRequest<T> {

	private final ApiOperation<T> operation;

	private final String uri;

	private final @Nullable String idempotencyKey;

	private final @Nullable String ifMatch;

	private final @Nullable String ifNoneMatch;

	private final @Nullable Object body;

	private final @Nullable String secret;

	private final List<SendmuxViolation> violations;

	private final Priority priority;

	private final @Nullable String resourceId;

	private final @Nullable String providerId;

	private ApiRequest(ApiRequest<T> request, Priority priority) {
		this.operation = request.operation;
		this.uri = request.uri;
		this.idempotencyKey = request.idempotencyKey;
		this.ifMatch = request.ifMatch;
		this.ifNoneMatch = request.ifNoneMatch;
		this.body = request.body;
		this.secret = request.secret;
		this.violations = request.violations;
		this.priority = priority;
		this.resourceId = request.resourceId;
		this.providerId = request.providerId;
	}

	private ApiRequest(Builder<T> builder) {
		this.operation = builder.operation;
		this.uri = builder.uri;
		this.idempotencyKey = builder.idempotencyKey;
		this.ifMatch = builder.ifMatch;
		this.ifNoneMatch = builder.ifNoneMatch;
		this.body = builder.body;
		this.secret = builder.secret;
		this.violations = builder.violations;
		this.priority = builder.priority;
		this.resourceId = builder.resourceId;
		this.providerId = builder.providerId;
	}

	ApiOperation<T> operation() {
		return this.operation;
	}

	/**
	 * Path and query, to follow the base URL.
	 */
	String uri() {
		return this.uri;
	}

	/**
	 * Whether the path is the template and there is no query.
	 */
	boolean isPlain() {
		return this.uri.equals(this.operation.template());
	}

	@Nullable String idempotencyKey() {
		return this.idempotencyKey;
	}

	@Nullable String ifMatch() {
		return this.ifMatch;
	}

	@Nullable String ifNoneMatch() {
		return this.ifNoneMatch;
	}

	@Nullable Object body() {
		return this.body;
	}

	@Nullable String secret() {
		return this.secret;
	}

	List<SendmuxViolation> violations() {
		return this.violations;
	}

	/**
	 * Whether a retry does no harm even if it may have taken effect already.
	 */
	boolean isSafeToRetry() {
		return this.operation.method() != HttpMethod.PATCH || this.ifMatch != null;
	}

	/**
	 * Whether it leaves a reserve of the rate limit to others.
	 */
	boolean isBulk() {
		return this.priority == Priority.BULK;
	}

	/**
	 * Return this request, but with a reserve of the rate limit left to others. A probe
	 * remains one.
	 */
	ApiRequest<T> asBulk() {
		return (this.priority == Priority.NORMAL) ? new ApiRequest<>(this, Priority.BULK) : this;
	}

	/**
	 * Whether it neither waits when the rate limit is exhausted nor is retried.
	 */
	boolean isProbe() {
		return this.priority == Priority.PROBE;
	}

	/**
	 * Id of the resource that the request and its response are about.
	 */
	@Nullable String resourceId() {
		return this.resourceId;
	}

	/**
	 * Id of the sending account that observations name.
	 */
	@Nullable String providerId() {
		return this.providerId;
	}

	/**
	 * Builder for {@link ApiRequest}.
	 *
	 * @param <T> the type of the data of the response
	 */
	public static final class Builder<T> {

		private final ApiOperation<T> operation;

		private String uri;

		private char nextSeparator = '?';

		private @Nullable String idempotencyKey;

		private @Nullable String ifMatch;

		private @Nullable String ifNoneMatch;

		private @Nullable Object body;

		private @Nullable String secret;

		private List<SendmuxViolation> violations = List.of();

		private Priority priority = Priority.NORMAL;

		private @Nullable String resourceId;

		private @Nullable String providerId;

		Builder(ApiOperation<T> operation, String path) {
			this.operation = operation;
			this.uri = path;
		}

		/**
		 * A parameter without a value is not sent.
		 */
		public Builder<T> query(String name, @Nullable Object value) {
			if (value != null) {
				this.uri += this.nextSeparator + name + '=' + UriUtils.encode(value.toString(), StandardCharsets.UTF_8);
				this.nextSeparator = '&';
			}
			return this;
		}

		/**
		 * A key that {@link IdempotencyKeys} has checked. Without one, each subscription
		 * gets a random key.
		 */
		public Builder<T> idempotencyKey(String idempotencyKey) {
			this.idempotencyKey = idempotencyKey;
			return this;
		}

		/**
		 * The request takes effect only on this version, which {@link EntityTags} has
		 * checked.
		 */
		public Builder<T> ifMatch(String etag) {
			this.ifMatch = etag;
			return this;
		}

		/**
		 * The response may be that this version, which {@link EntityTags} has checked, is
		 * still the current one.
		 */
		public Builder<T> ifNoneMatch(String etag) {
			this.ifNoneMatch = etag;
			return this;
		}

		/**
		 * The secret is a value in the body that no text of a response may give away.
		 */
		public Builder<T> body(Object body, @Nullable String secret) {
			this.body = body;
			this.secret = secret;
			return this;
		}

		/**
		 * With violations, the request fails instead of being sent.
		 */
		public Builder<T> violations(List<SendmuxViolation> violations) {
			this.violations = violations;
			return this;
		}

		/**
		 * A reserve of the rate limit is left to other requests.
		 */
		public Builder<T> bulk() {
			this.priority = Priority.BULK;
			return this;
		}

		/**
		 * The request does not wait when the rate limit is exhausted, and a failed
		 * attempt is not retried.
		 */
		public Builder<T> probe() {
			this.priority = Priority.PROBE;
			return this;
		}

		/**
		 * The response must be about the same resource.
		 */
		public Builder<T> about(String resourceId) {
			this.resourceId = resourceId;
			return this;
		}

		/**
		 * Observations name this sending account.
		 */
		public Builder<T> provider(String providerId) {
			this.providerId = providerId;
			return this;
		}

		public ApiRequest<T> build() {
			return new ApiRequest<>(this);
		}

	}

	private enum Priority {

		NORMAL, BULK, PROBE

	}

}
