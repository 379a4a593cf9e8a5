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

package ai.sendmux;

import org.jspecify.annotations.Nullable;

/**
 * Exception for a response that reports success but cannot be read, such as one that is
 * empty, cut off, too large or not JSON, or that reports a failure without a code in its
 * body, and for a list that may not be complete. It never holds the body of the response.
 *
 * @since 0.1.0
 */
public class SendmuxResponseException extends SendmuxException {

	private final int statusCode;

	private final @Nullable String location;

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param statusCode the HTTP status code
	 * @param location the {@code Location} header of the response, or {@code null}
	 * @param reason why the response cannot be read, in a few words
	 */
	public SendmuxResponseException(SendmuxCallDetails call, int statusCode, @Nullable String location, String reason) {
		super(SendmuxMessages.failed(call, "the response with status " + statusCode + " cannot be read", reason), call,
				null);
		this.statusCode = statusCode;
		this.location = location;
	}

	/**
	 * Return the HTTP status code of the response.
	 * @return the status code
	 */
	public int statusCode() {
		return this.statusCode;
	}

	/**
	 * Return where the created resource is, so that it can be found although the response
	 * could not be read.
	 * @return the {@code Location} header of the response, or {@code null} if it had none
	 */
	public @Nullable String location() {
		return this.location;
	}

}
