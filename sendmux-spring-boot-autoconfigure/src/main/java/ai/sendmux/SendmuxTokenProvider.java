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

import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * Source of the bearer token, called before each attempt of a call, so that a token can
 * be rotated while the application runs.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SendmuxTokenProvider {

	/**
	 * Return the token to use for the next attempt. The time until it is there counts
	 * towards the time limit of the attempt: without a token in that time, the call fails
	 * with a {@link SendmuxTimeoutException}.
	 * <p>
	 * This method must not block, because it may be invoked on an event loop. Wrap a
	 * blocking source in {@code Mono.fromCallable} and let it run on
	 * {@code Schedulers.boundedElastic()}.
	 * <p>
	 * The call fails with a {@link SendmuxTokenException}, and is not retried, if this
	 * method throws an exception, if the {@link Mono} is empty or fails, or if its value
	 * cannot be a token. An error becomes the cause of that exception as it is, so it
	 * must not quote a token.
	 * @return a {@link Mono} emitting the token without its scheme; an empty one fails
	 * the call
	 */
	Mono<String> getToken();

	/**
	 * Return another token after Sendmux has rejected one with status 401. The rejected
	 * attempt is sent once more if the result differs from the rejected token; otherwise,
	 * also if the {@link Mono} is empty, fails, or takes longer than the read timeout,
	 * the call fails with the {@link SendmuxAuthenticationException}.
	 * <p>
	 * All calls of a client whose token was rejected share one invocation. By default,
	 * this method returns {@link #getToken()}. Override it in a provider that caches its
	 * token, and discard the cached one first.
	 * @return a {@link Mono} emitting the token without its scheme
	 */
	default Mono<String> refreshToken() {
		return getToken();
	}

	/**
	 * Return a provider that always gives the same token.
	 * @param token the token without its scheme
	 * @return the provider
	 */
	static SendmuxTokenProvider of(String token) {
		Assert.notNull(token, "'token' must not be null");
		Mono<String> mono = Mono.just(token);
		return () -> mono;
	}

}
