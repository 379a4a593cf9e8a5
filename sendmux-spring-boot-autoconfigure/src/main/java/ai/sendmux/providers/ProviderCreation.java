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

package ai.sendmux.providers;

import ai.sendmux.SendmuxException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Outcome of one request of a bulk creation.
 *
 * @param index the position of the request in its source, counted from {@code 0}
 * @param request the request, whose {@code toString} and JSON do not show the password
 * @param outcome what became of the request
 * @param provider the created account, {@code null} unless it was created
 * @param failure why it was not created, or why the creation was stopped before it;
 * {@code null} if it was created
 * @since 0.1.0
 */
public record ProviderCreation(long index, CreateProviderRequest request, Outcome outcome, @Nullable Provider provider,
		@Nullable SendmuxException failure) {

	public ProviderCreation {
		Assert.notNull(request, "'request' must not be null");
		Assert.notNull(outcome, "'outcome' must not be null");
	}

	/**
	 * Return the outcome of a request that was fulfilled.
	 * @param index the position of the request
	 * @param request the request
	 * @param provider the created account
	 * @return the outcome
	 */
	public static ProviderCreation created(long index, CreateProviderRequest request, Provider provider) {
		return new ProviderCreation(index, request, Outcome.CREATED, provider, null);
	}

	/**
	 * Return the outcome of a request that failed.
	 * @param index the position of the request
	 * @param request the request
	 * @param failure why it failed
	 * @return the outcome
	 */
	public static ProviderCreation failed(long index, CreateProviderRequest request, SendmuxException failure) {
		return new ProviderCreation(index, request, Outcome.FAILED, null, failure);
	}

	/**
	 * Return the outcome of a request that was not sent because of what another request
	 * failed with.
	 * @param index the position of the request
	 * @param request the request
	 * @param failure what the other request failed with
	 * @return the outcome
	 */
	public static ProviderCreation notAttempted(long index, CreateProviderRequest request, SendmuxException failure) {
		return new ProviderCreation(index, request, Outcome.NOT_ATTEMPTED, null, failure);
	}

	/**
	 * Return whether the account was created.
	 * @return {@code true} if {@link #provider()} is there
	 */
	public boolean isCreated() {
		return this.outcome == Outcome.CREATED;
	}

	/**
	 * What became of a request.
	 */
	public enum Outcome {

		/**
		 * The account was created, now or by an earlier run of the same import.
		 */
		CREATED,

		/**
		 * The request was sent or checked, and failed.
		 */
		FAILED,

		/**
		 * The request was not sent, because an earlier failure concerns it as well: a
		 * rejected token, a missing permission, an exhausted limit of the plan, or an
		 * outage that lasted too long.
		 */
		NOT_ATTEMPTED

	}

}
