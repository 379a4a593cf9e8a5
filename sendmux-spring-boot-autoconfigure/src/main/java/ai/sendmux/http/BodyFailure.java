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

package ai.sendmux.http;

/**
 * Why the body of a response could not be received.
 */
enum BodyFailure {

	/**
	 * The connection broke, or what came is not what was announced.
	 */
	BROKEN("it was cut off or damaged"),

	/**
	 * There was more than is read.
	 */
	TOO_LARGE("it is larger than sendmux.max-response-size allows");

	private final String reason;

	BodyFailure(String reason) {
		this.reason = reason;
	}

	String reason() {
		return this.reason;
	}

}
