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

/**
 * Permission of a token that the sandbox accepts.
 *
 * @since 0.1.0
 */
public enum SandboxPermission {

	/**
	 * Read accounts, statistics, usage and limits.
	 */
	READ("provider.read"),

	/**
	 * Create accounts and request a higher account limit.
	 */
	CREATE("provider.create"),

	/**
	 * Update, activate, deactivate and test accounts, and request a higher limit for the
	 * shared Amazon SES account.
	 */
	UPDATE("provider.update"),

	/**
	 * Delete accounts.
	 */
	DELETE("provider.delete"),

	/**
	 * Read the delivery log.
	 */
	READ_LOGS("logs.read"),

	/**
	 * Read the numbers of emails.
	 */
	READ_ANALYTICS("analytics.read");

	private final String value;

	SandboxPermission(String value) {
		this.value = value;
	}

	/**
	 * Return the name of this permission in the API.
	 * @return the name, such as {@code provider.read}
	 */
	public String value() {
		return this.value;
	}

}
