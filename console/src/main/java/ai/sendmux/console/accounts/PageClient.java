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

package ai.sendmux.console.accounts;

import java.time.Duration;

import ai.sendmux.emails.SendmuxEmailsOperations;
import ai.sendmux.identity.SendmuxIdentityOperations;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxProperties;

import org.springframework.stereotype.Service;

/**
 * The client of the pages: the default client with bounds of its own, because somebody
 * waits. The rate limiter is that of all clients.
 */
@Service
public class PageClient {

	private final SendmuxClient client;

	private final SendmuxClient slow;

	private final SendmuxClient bulk;

	private final Duration maxWaitForPage;

	PageClient(SendmuxClient client, PageProperties pages, SendmuxProperties properties) {
		this.client = client.withBounds(pages.maxWait(), pages.totalTimeout(), pages.maxRetries());
		this.slow = client.withBounds(pages.maxWait(), properties.getTotalTimeout(), pages.maxRetries());
		this.bulk = this.client.forBulk();
		this.maxWaitForPage = pages.totalTimeout();
	}

	public SendmuxProvidersOperations providers() {
		return this.client.providers();
	}

	public SendmuxEmailsOperations emails() {
		return this.client.emails();
	}

	public SendmuxIdentityOperations identity() {
		return this.client.identity();
	}

	/**
	 * Return operations that leave a reserve of the rate limit to others.
	 */
	SendmuxProvidersOperations bulk() {
		return this.bulk.providers();
	}

	/**
	 * Return operations for what takes as long as a mail server takes.
	 */
	SendmuxProvidersOperations slow() {
		return this.slow.providers();
	}

	/**
	 * Return how long a page waits for what is read by several calls.
	 */
	public Duration maxWait() {
		return this.maxWaitForPage;
	}

}
