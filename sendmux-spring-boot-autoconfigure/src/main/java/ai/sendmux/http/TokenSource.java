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

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import ai.sendmux.SendmuxTokenException;
import ai.sendmux.SendmuxTokenProvider;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Supplies each attempt with its token: one that never changes, or one of a provider,
 * which is asked for each attempt.
 */
public final class TokenSource {

	private final @Nullable BearerToken fixed;

	private final @Nullable SendmuxTokenProvider provider;

	private volatile @Nullable String credential;

	private final AtomicReference<@Nullable Refresh> refresh = new AtomicReference<>();

	private TokenSource(@Nullable BearerToken fixed, @Nullable SendmuxTokenProvider provider) {
		this.fixed = fixed;
		this.provider = provider;
	}

	public static TokenSource of(BearerToken token) {
		return new TokenSource(token, null);
	}

	public static TokenSource of(SendmuxTokenProvider provider) {
		return new TokenSource(null, provider);
	}

	/**
	 * Return whether the token never changes.
	 */
	public boolean isFixed() {
		return this.fixed != null;
	}

	/**
	 * Return what stands for the credential of the token. It is the same for all clients
	 * with the same token and base URL. Tokens of a provider are those of one credential.
	 */
	String credential(URI baseUrl) {
		String credential = this.credential;
		if (credential == null) {
			credential = (this.fixed != null) ? this.fixed.digest(baseUrl) : IdempotencyKeys.random();
			this.credential = credential;
		}
		return credential;
	}

	/**
	 * A token that never changes needs no operator of its own.
	 */
	<T> Mono<T> use(ApiCall<?> call, Function<BearerToken, Mono<T>> user) {
		if (this.provider == null) {
			return user.apply(Objects.requireNonNull(this.fixed));
		}
		BearerToken refreshed = call.takeRefreshedToken();
		return (refreshed != null) ? user.apply(refreshed) : ask(this.provider, call).flatMap(user);
	}

	private static Mono<BearerToken> ask(SendmuxTokenProvider provider, ApiCall<?> call) {
		return ThrownErrors.recover(provider::getToken, (ex) -> {
			throw failure(call, (ex != null) ? "the token provider failed" : "the token provider gave no token", ex);
		}).map((value) -> check(call, value));
	}

	private static BearerToken check(ApiCall<?> call, String value) {
		String problem = BearerToken.validate(value);
		if (problem != null) {
			throw failure(call, "the token of the token provider " + problem, null);
		}
		return BearerToken.of(value);
	}

	private static SendmuxTokenException failure(ApiCall<?> call, String reason, @Nullable Throwable cause) {
		return new SendmuxTokenException(call.describe(false, Outcome.NOT_APPLIED), reason, cause);
	}

	/**
	 * Get another token after one was rejected. All calls whose token was rejected share
	 * one request to the provider.
	 * @param rejected the rejected token
	 * @param limit how long the provider may take
	 * @return the token, or an empty {@link Mono} if there is no other one
	 */
	Mono<BearerToken> refresh(BearerToken rejected, Duration limit) {
		SendmuxTokenProvider provider = this.provider;
		if (provider == null) {
			return Mono.empty();
		}
		return Objects.requireNonNull(this.refresh.updateAndGet((latest) -> (latest != null && latest.covers(rejected))
				? latest : new Refresh(provider, rejected, limit))).token;
	}

	/**
	 * One request for another token. Its result also holds for the calls whose rejection
	 * arrives a little later.
	 */
	private static final class Refresh {

		private static final long VALID_MILLIS = 5000;

		private final BearerToken rejected;

		private final Mono<BearerToken> token;

		private volatile long validUntil = Long.MAX_VALUE;

		Refresh(SendmuxTokenProvider provider, BearerToken rejected, Duration limit) {
			this.rejected = rejected;
			this.token = ThrownErrors.<String>recover(provider::refreshToken, (ex) -> {
				throw new IllegalStateException("No token");
			})
				.timeout(limit)
				.filter((value) -> BearerToken.validate(value) == null)
				.map(BearerToken::of)
				.filter((token) -> !token.hasSameValue(rejected))
				.onErrorComplete()
				.doOnTerminate(() -> this.validUntil = MonotonicClock.millis() + VALID_MILLIS)
				.cache();
		}

		boolean covers(BearerToken rejected) {
			return this.rejected.hasSameValue(rejected) && MonotonicClock.millis() < this.validUntil;
		}

	}

}
