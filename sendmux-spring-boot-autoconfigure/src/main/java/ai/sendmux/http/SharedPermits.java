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

import java.time.Duration;

import ai.sendmux.SendmuxRateLimit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Permits that several instances of an application share. The rate limiter keeps its
 * queues and bounds, and takes the permits of a credential from here while they are
 * available.
 * <p>
 * No method blocks or throws.
 */
public interface SharedPermits {

	/**
	 * Add a client, before it acquires permits.
	 * @param client the name of the client
	 * @param credential its credential
	 * @param identity who the credential stands for, or {@code null} if other instances
	 * know it by the same text
	 */
	void addClient(String client, String credential, @Nullable Mono<String> identity);

	/**
	 * Return whether permits for a client can be acquired at present.
	 * @param client the name of the client
	 */
	boolean isShared(String client);

	/**
	 * Return the number of requests for permits that failed.
	 */
	long failures();

	/**
	 * Return whether permits of the credential can be acquired at present. It is called
	 * for each request and must be cheap.
	 * @param credential the credential
	 * @return {@code false} to limit the requests of this instance alone
	 */
	boolean isAvailable(String credential);

	/**
	 * Acquire permits. There is one such request for a credential at a time.
	 * @param credential the credential
	 * @param count the number of requests that wait, from 1 to 16
	 * @return a {@link Mono} that always emits or fails soon. After a failure the
	 * requests are limited locally, until {@link #isAvailable} is {@code true} again
	 */
	Mono<Grant> acquire(String credential, int count);

	/**
	 * Give permits back that were granted and not used.
	 * @param credential the credential
	 * @param count the number of permits
	 */
	void giveBack(String credential, int count);

	/**
	 * Take note of what a response reported.
	 * @param credential the credential
	 * @param rateLimit the rate limit
	 * @param untilReset the time until its reset
	 * @param sinceSent the time since the request was sent
	 */
	void report(String credential, SendmuxRateLimit rateLimit, Duration untilReset, Duration sinceSent);

	/**
	 * Take note of a response that says nothing about the rate limit.
	 * @param credential the credential
	 */
	void reportNoLimit(String credential);

	/**
	 * Take note of a request that was refused because the limit was exhausted. What the
	 * response says about the limit is {@linkplain #report reported} before.
	 * @param credential the credential
	 * @param retryAfter the time that the response asks to wait, or {@code null}
	 */
	void reportRefusal(String credential, @Nullable Duration retryAfter);

	/**
	 * Set the action to run when {@link #isAvailable} may have changed. It is cheap, does
	 * not throw, and is set once.
	 * @param listener the action
	 */
	void onAvailabilityChange(Runnable listener);

	/**
	 * Permits that were granted.
	 *
	 * @param permits the number of permits, from 0 to what was asked for
	 * @param untilNext the time until a further permit may be granted; it is of interest
	 * if fewer permits were granted than asked for
	 */
	record Grant(int permits, Duration untilNext) {

	}

}
