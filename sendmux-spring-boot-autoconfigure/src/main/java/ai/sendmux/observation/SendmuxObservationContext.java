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

package ai.sendmux.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * {@link Observation.Context} of a call of the Sendmux API with all its attempts. What is
 * only known at the end of the call is {@code null} or {@code 0} before.
 *
 * @since 0.1.0
 */
public class SendmuxObservationContext extends Observation.Context {

	private final String operation;

	private final String client;

	private final @Nullable String providerId;

	private int attempts;

	private @Nullable Integer statusCode;

	private @Nullable String requestId;

	private boolean ended;

	private boolean cancelled;

	/**
	 * Create a context.
	 * @param operation the name of the operation, such as {@code providers.create}
	 * @param client the name of the client that makes the call
	 * @param providerId the public id of the sending account that the call is about, or
	 * {@code null} if it is about none
	 */
	public SendmuxObservationContext(String operation, String client, @Nullable String providerId) {
		this.operation = operation;
		this.client = client;
		this.providerId = providerId;
	}

	/**
	 * Return the name of the operation.
	 * @return the name, such as {@code providers.create}
	 */
	public String getOperation() {
		return this.operation;
	}

	/**
	 * Return the name of the client that makes the call.
	 * @return the name
	 */
	public String getClient() {
		return this.client;
	}

	/**
	 * Return the public id of the sending account that the call is about.
	 * @return the id, or {@code null} if the call is about none that existed before
	 */
	public @Nullable String getProviderId() {
		return this.providerId;
	}

	/**
	 * Return the number of attempts to send a request.
	 * @return the number of attempts
	 */
	public int getAttempts() {
		return this.attempts;
	}

	/**
	 * Set the number of attempts to send a request.
	 * @param attempts the number of attempts
	 */
	public void setAttempts(int attempts) {
		this.attempts = attempts;
	}

	/**
	 * Return the HTTP status code of the response to the last attempt.
	 * @return the status code, or {@code null} if it got none
	 */
	public @Nullable Integer getStatusCode() {
		return this.statusCode;
	}

	/**
	 * Set the HTTP status code of the response to the last attempt.
	 * @param statusCode the status code, or {@code null} if it got none
	 */
	public void setStatusCode(@Nullable Integer statusCode) {
		this.statusCode = statusCode;
	}

	/**
	 * Return the id that Sendmux gave the request of the last attempt.
	 * @return the request id, or {@code null} if no response reported one
	 */
	public @Nullable String getRequestId() {
		return this.requestId;
	}

	/**
	 * Set the id that Sendmux gave the request of the last attempt.
	 * @param requestId the request id, or {@code null} if no response reported one
	 */
	public void setRequestId(@Nullable String requestId) {
		this.requestId = requestId;
	}

	/**
	 * Return whether the call has ended.
	 * @return whether the call has ended; until then its outcome is unknown
	 */
	public boolean isEnded() {
		return this.ended;
	}

	/**
	 * Set whether the call has ended.
	 * @param ended whether the call has ended
	 */
	public void setEnded(boolean ended) {
		this.ended = ended;
	}

	/**
	 * Return whether the subscriber cancelled the call.
	 * @return whether the call was cancelled
	 */
	public boolean isCancelled() {
		return this.cancelled;
	}

	/**
	 * Set whether the subscriber cancelled the call.
	 * @param cancelled whether the call was cancelled
	 */
	public void setCancelled(boolean cancelled) {
		this.cancelled = cancelled;
	}

}
