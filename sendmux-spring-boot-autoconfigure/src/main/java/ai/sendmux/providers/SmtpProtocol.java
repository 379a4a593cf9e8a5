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
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Security of the connection to an SMTP server ({@code smtp_protocol}).
 *
 * @since 0.1.0
 */
public enum SmtpProtocol {

	/**
	 * TLS ({@code tls}).
	 */
	TLS,

	/**
	 * SSL ({@code ssl}).
	 */
	SSL,

	/**
	 * No encryption ({@code none}).
	 */
	NONE,

	/**
	 * Upgrade of a plain connection ({@code starttls}).
	 */
	STARTTLS,

	/**
	 * A protocol that is newer than this client. A request with it is invalid.
	 */
	UNKNOWN;

	private static final ApiNames<SmtpProtocol> names = new ApiNames<>(SmtpProtocol.class, UNKNOWN);

	@JsonCreator
	static SmtpProtocol of(String name) {
		return names.find(name);
	}

	@JsonValue
	String wireName() {
		return ApiNames.of(this);
	}

}
