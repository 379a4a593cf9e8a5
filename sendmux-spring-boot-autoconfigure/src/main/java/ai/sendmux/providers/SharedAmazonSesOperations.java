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

import reactor.core.publisher.Mono;

/**
 * Operations on the daily limit of the team's shared Amazon SES account, which Sendmux
 * manages. {@link SendmuxProvidersOperations} says when calls are retried and ended, and
 * what every call can fail with.
 *
 * @since 0.1.0
 */
public interface SharedAmazonSesOperations {

	/**
	 * Get the limit and the request for a higher one that is not decided yet
	 * ({@code GET /providers/shared-amazon-ses-limit-request}).
	 * @return a {@link Mono} emitting the limit, never empty
	 */
	Mono<SharedAmazonSesLimitRequestPage> limitRequest();

	/**
	 * Request a higher limit ({@code POST /providers/shared-amazon-ses-limit-request})
	 * with a random idempotency key for each subscription.
	 * @return a {@link Mono} emitting the request and the limit, never empty; it fails
	 * with a {@link ai.sendmux.SendmuxConflictException} if a request is not decided yet,
	 * with a {@link ai.sendmux.SendmuxNotFoundException} if the team has no shared
	 * account, with a {@link ai.sendmux.SendmuxValidationException} if the limit cannot
	 * be raised now
	 */
	Mono<SharedAmazonSesLimitRequestResult> requestLimitIncrease();

	/**
	 * Request a higher limit ({@code POST /providers/shared-amazon-ses-limit-request})
	 * under an idempotency key.
	 * @param idempotencyKey the key, 1 to 255 visible ASCII characters; it is sent as it
	 * is
	 * @return a {@link Mono} emitting the request and the limit, never empty; it fails
	 * with a {@link ai.sendmux.SendmuxConflictException},
	 * {@link ai.sendmux.SendmuxNotFoundException} or
	 * {@link ai.sendmux.SendmuxValidationException} as {@link #requestLimitIncrease()}
	 * does, and with a {@link ai.sendmux.SendmuxIdempotencyConflictException} if the key
	 * was used with another request
	 */
	Mono<SharedAmazonSesLimitRequestResult> requestLimitIncrease(String idempotencyKey);

	/**
	 * Cancel a request for a higher limit ({@code DELETE
	 * /providers/shared-amazon-ses-limit-request/{request_id}}). If an earlier attempt
	 * has already cancelled the request, a retry fails, and
	 * {@link ai.sendmux.SendmuxException#outcomeUnknown()} is {@code true}.
	 * @param requestId the id of the request for the increase
	 * @return a {@link Mono} emitting the cancelled request and the limit, never empty;
	 * it fails with a {@link ai.sendmux.SendmuxNotFoundException} if there is no such
	 * request, with a {@link ai.sendmux.SendmuxConflictException} if it is decided
	 * already
	 */
	Mono<SharedAmazonSesLimitRequestResult> cancelLimitRequest(String requestId);

}
