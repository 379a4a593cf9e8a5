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

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Sending account as the sandbox holds it.
 *
 * @param id the public id
 * @param name the display name
 * @param type the type
 * @param status the status
 * @param settings the settings under the API's names, such as {@code smtp_host} and
 * {@code quotas}; never the SMTP password
 * @param createdAt the time of creation
 * @param updatedAt the time of the latest change
 * @param lastTestedAt the time of the latest connection test or {@code null}
 * @since 0.1.0
 */
public record SandboxAccount(String id, String name, SandboxAccountType type, SandboxAccountStatus status,
		Map<String, @Nullable Object> settings, Instant createdAt, Instant updatedAt, @Nullable Instant lastTestedAt) {

	/**
	 * Describe an SMTP account to add.
	 * @return a builder
	 */
	public static SandboxAccountBuilder smtp() {
		return new SandboxAccountBuilder(SandboxAccountType.SMTP);
	}

	/**
	 * Describe a connected Google account to add.
	 * @return a builder
	 */
	public static SandboxAccountBuilder gmail() {
		return new SandboxAccountBuilder(SandboxAccountType.GMAIL_API);
	}

	/**
	 * Describe a connected Microsoft account to add.
	 * @return a builder
	 */
	public static SandboxAccountBuilder outlook() {
		return new SandboxAccountBuilder(SandboxAccountType.OUTLOOK_API);
	}

	/**
	 * Describe the team's shared Amazon SES account, of which there is at most one.
	 * @return a builder
	 */
	public static SandboxAccountBuilder sharedAmazonSes() {
		return new SandboxAccountBuilder(SandboxAccountType.AMAZON_SES);
	}

}
