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

package ai.sendmux.spring.boot.autoconfigure;

import java.time.Duration;

import ai.sendmux.SendmuxRateLimitStatistics;
import ai.sendmux.emails.SendmuxEmailsOperations;
import ai.sendmux.emails.SendmuxEmailsTemplate;
import ai.sendmux.http.ApiClient;
import ai.sendmux.identity.SendmuxIdentity;
import ai.sendmux.identity.SendmuxIdentityOperations;
import ai.sendmux.identity.SendmuxIdentityTemplate;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import reactor.core.publisher.Mono;

/**
 * Operations of one Sendmux team: everything in it uses the same connection details and
 * shares one view of the rate limit.
 *
 * @since 0.1.0
 */
public final class SendmuxClient {

	/**
	 * Name of the auto-configured client.
	 */
	public static final String DEFAULT_NAME = "default";

	private final String name;

	private final SendmuxProvidersTemplate providers;

	private final SendmuxEmailsTemplate emails;

	private final SendmuxIdentityTemplate identity;

	private final ApiClient client;

	private final SendmuxClientProperties.Bulk bulk;

	private final Duration pollInterval;

	private final Mono<Void> closed;

	SendmuxClient(String name, ApiClient client, SendmuxClientProperties.Bulk bulk, Duration pollInterval,
			Mono<Void> closed) {
		this.name = name;
		this.client = client;
		this.bulk = bulk;
		this.pollInterval = pollInterval;
		this.closed = closed;
		this.providers = new SendmuxProvidersTemplate(client, bulk.getConcurrency(), bulk.getMaxOutage());
		this.emails = new SendmuxEmailsTemplate(client, pollInterval, closed);
		this.identity = new SendmuxIdentityTemplate(client);
	}

	/**
	 * Return a client whose calls end sooner or later than those of this one, for
	 * instance because a user waits for a page. It shares the rest with this client: its
	 * name, the credential, the connections, the rate limiter and the retry budget.
	 * @param maxWait the maximum time that a call waits for the reset of an exhausted
	 * rate limit, in place of {@code sendmux.rate-limit.max-wait}
	 * @param totalTimeout the maximum time for a call with all its attempts and waits, in
	 * place of {@code sendmux.total-timeout}
	 * @param maxRetries the maximum number of retries, in place of
	 * {@code sendmux.retry.max-retries}
	 * @return the client
	 */
	public SendmuxClient withBounds(Duration maxWait, Duration totalTimeout, long maxRetries) {
		return with(this.client.withBounds(maxWait, totalTimeout, maxRetries));
	}

	/**
	 * Return a client whose calls leave a reserve of the rate limit to other calls, as
	 * those of a bulk creation do. It shares the rest with this client.
	 * @return the client
	 */
	public SendmuxClient forBulk() {
		return with(this.client.forBulk());
	}

	private SendmuxClient with(ApiClient client) {
		return new SendmuxClient(this.name, client, this.bulk, this.pollInterval, this.closed);
	}

	/**
	 * Forget the failed attempts that have drained the retry budget. A test does so after
	 * it reset its server.
	 */
	public void resetRetryBudget() {
		this.client.resetRetryBudget();
	}

	/**
	 * Return the name of the client, which metrics, traces and health show.
	 * @return the name, {@code default} for the auto-configured client
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the operations on sending accounts.
	 * @return the operations
	 */
	public SendmuxProvidersOperations providers() {
		return this.providers;
	}

	/**
	 * Return the operations on the delivery log.
	 * @return the operations
	 */
	public SendmuxEmailsOperations emails() {
		return this.emails;
	}

	/**
	 * Return the operations on the identity behind the token.
	 * @return the operations
	 */
	public SendmuxIdentityOperations identity() {
		return this.identity;
	}

	/**
	 * Return what the rate limit did to the calls of this client.
	 * @return the counts since the client was created
	 */
	public SendmuxRateLimitStatistics rateLimitStatistics() {
		return this.client.rateLimitStatistics();
	}

	/**
	 * Ask once whether Sendmux responds and accepts the token ({@code GET /me}). Nothing
	 * is retried, and a rate limit that is exhausted is not waited for.
	 * @return a {@link Mono} emitting who the token stands for, never empty
	 */
	public Mono<SendmuxIdentity> ping() {
		return this.identity.ping();
	}

}
