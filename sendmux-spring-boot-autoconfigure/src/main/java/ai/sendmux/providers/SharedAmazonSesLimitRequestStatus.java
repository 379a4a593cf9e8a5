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
 * Status of a request for a higher limit ({@code status}).
 *
 * @since 0.1.0
 */
public enum SharedAmazonSesLimitRequestStatus {

	/**
	 * Not decided yet ({@code pending}).
	 */
	PENDING,

	/**
	 * Granted ({@code approved}).
	 */
	APPROVED,

	/**
	 * Refused ({@code denied}).
	 */
	DENIED,

	/**
	 * Taken back ({@code cancelled}).
	 */
	CANCELLED,

	/**
	 * A status that is newer than this client;
	 * {@link SharedAmazonSesLimitRequest#statusText()} has its name.
	 */
	UNKNOWN;

	private static final ApiNames<SharedAmazonSesLimitRequestStatus> names = new ApiNames<>(
			SharedAmazonSesLimitRequestStatus.class, UNKNOWN);

	static SharedAmazonSesLimitRequestStatus of(String name) {
		return names.find(name);
	}

	String wireName() {
		return ApiNames.of(this);
	}

}
