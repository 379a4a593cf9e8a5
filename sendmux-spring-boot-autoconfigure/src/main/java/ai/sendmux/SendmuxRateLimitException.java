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

import ai.sendmux.SendmuxRateLimiter.NotPermittedException;
import org.jspecify.annotations.Nullable;

/**
 * Exception for too many requests: a response with status 429, or a rate limit that is
 * exhausted for longer than the call may wait. In the latter case no request is sent:
 * {@link #isResponse()} is {@code false}, {@link #statusCode()} is the 429 that the
 * request would have been refused with, and {@link #retryAfter()} is the time after which
 * it could be sent.
 *
 * @since 0.1.0
 */
public class SendmuxRateLimitException extends SendmuxApiException {

	private final boolean response;

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param error the error response
	 */
	public SendmuxRateLimitException(SendmuxCallDetails call, SendmuxErrorDetails error) {
		super(call, error);
		this.response = true;
	}

	/**
	 * Create an exception for a request that was not sent.
	 * @param call the call that failed
	 * @param reason why the request was not permitted
	 * @param rateLimit the rate limit as last reported, or {@code null}
	 */
	public SendmuxRateLimitException(SendmuxCallDetails call, NotPermittedException reason,
			@Nullable SendmuxRateLimit rateLimit) {
		super(SendmuxMessages.notSent(call, reason), call,
				SendmuxErrorDetails.builder(429).retryAfter(reason.retryAfter()).rateLimit(rateLimit).build());
		this.response = false;
	}

	/**
	 * Return whether a response with status 429 is the reason.
	 * @return {@code false} if the client itself did not send the request
	 */
	public boolean isResponse() {
		return this.response;
	}

}
