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

/**
 * Exception thrown when no client can be built from connection details: the token or the
 * base URL is missing or wrong, or the connection cannot be made as they say. Neither
 * text shows the token.
 *
 * @since 0.1.0
 */
public final class InvalidSendmuxConnectionException extends RuntimeException {

	private final String action;

	InvalidSendmuxConnectionException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * Return what can be done about it.
	 * @return the action to take, in full sentences
	 */
	public String getAction() {
		return this.action;
	}

}
