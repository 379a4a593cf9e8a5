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

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.Assert;

/**
 * {@link SendmuxConnectionDetails} with values that never change.
 */
final class FixedSendmuxConnectionDetails implements SendmuxConnectionDetails {

	private final URI baseUrl;

	private final @Nullable String token;

	private final @Nullable SslBundle sslBundle;

	FixedSendmuxConnectionDetails(URI baseUrl, @Nullable String token, @Nullable SslBundle sslBundle) {
		Assert.notNull(baseUrl, "'baseUrl' must not be null");
		this.baseUrl = baseUrl;
		this.token = token;
		this.sslBundle = sslBundle;
	}

	@Override
	public URI getBaseUrl() {
		return this.baseUrl;
	}

	@Override
	public @Nullable String getToken() {
		return this.token;
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return this.sslBundle;
	}

}
