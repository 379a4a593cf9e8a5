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

import java.util.Locale;

/**
 * Type of a sending account.
 *
 * @since 0.1.0
 */
public enum SandboxAccountType {

	/**
	 * Custom SMTP account, the only type that the API creates.
	 */
	SMTP,

	/**
	 * Connected Google account.
	 */
	GMAIL_API,

	/**
	 * Connected Microsoft account.
	 */
	OUTLOOK_API,

	/**
	 * The team's shared Amazon SES account.
	 */
	AMAZON_SES;

	/**
	 * Return the name of this type in the API.
	 * @return the name, such as {@code gmail_api}
	 */
	public String value() {
		return name().toLowerCase(Locale.ROOT);
	}

	boolean isConnected() {
		return this == GMAIL_API || this == OUTLOOK_API;
	}

}
