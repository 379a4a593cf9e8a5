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

package ai.sendmux.emails;

import ai.sendmux.http.ApiNames;

/**
 * Status of the delivery of an email ({@code status}).
 *
 * @since 0.1.0
 */
public enum EmailStatus {

	/**
	 * The email waits to be sent, or to be sent again ({@code pending}).
	 */
	PENDING,

	/**
	 * The email was sent ({@code sent}).
	 */
	SENT,

	/**
	 * The email could not be sent ({@code failed}).
	 */
	FAILED,

	/**
	 * The email was rejected ({@code rejected}).
	 */
	REJECTED,

	/**
	 * A status that is newer than this client; {@link EmailLog#statusText()} has its
	 * name.
	 */
	UNKNOWN;

	private static final ApiNames<EmailStatus> names = new ApiNames<>(EmailStatus.class, UNKNOWN);

	/**
	 * Return whether an entry that has this status no longer changes.
	 * @return {@code true} for {@link #SENT}, {@link #FAILED} and {@link #REJECTED}
	 */
	public boolean isFinal() {
		return this == SENT || this == FAILED || this == REJECTED;
	}

	static EmailStatus of(String name) {
		return names.find(name);
	}

	String wireName() {
		return ApiNames.of(this);
	}

}
