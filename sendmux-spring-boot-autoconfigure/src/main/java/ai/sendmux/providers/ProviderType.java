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

import ai.sendmux.http.ApiNames;

/**
 * Type of a sending account ({@code type}).
 *
 * @since 0.1.0
 */
public enum ProviderType {

	/**
	 * Custom SMTP server ({@code smtp}).
	 */
	SMTP,

	/**
	 * Connected Google account ({@code gmail_api}).
	 */
	GMAIL_API,

	/**
	 * Connected Microsoft account ({@code outlook_api}).
	 */
	OUTLOOK_API,

	/**
	 * Amazon SES account that Sendmux manages for the team ({@code amazon_ses}).
	 */
	AMAZON_SES,

	/**
	 * A type that is newer than this client; {@link Provider#typeText()} has its name.
	 */
	UNKNOWN;

	private static final ApiNames<ProviderType> names = new ApiNames<>(ProviderType.class, UNKNOWN);

	static ProviderType of(String name) {
		return names.find(name);
	}

	String wireName() {
		return ApiNames.of(this);
	}

}
