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
import java.util.function.Supplier;

import ai.sendmux.SendmuxTokenException;
import ai.sendmux.SendmuxTokenProvider;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Supplies each attempt with its token: one that never changes, one of the configuration,
 * or one of a provider. The latter two are asked for each attempt.
 */
public final class TokenSource {

	private volatile @Nullable BearerToken fixed;

	private final @Nullable Supplier<@Nullable String> configured;

	private final @Nullable SendmuxTokenProvider provider;

	private volatile @Nullable String credential;

	private final AtomicReference<@Nullable Refresh> refresh = new AtomicReference<>();

	private TokenSource(@Nullable BearerToken fixed, @Nullable Supplier<@Nullable String> configured,
			@Nullable SendmuxTokenProvider provider) {
		this.fixed = fixed;
		this.configured = configured;
		this.provider = provider;
	}

	public static TokenSource of(BearerToken token) {
		return new TokenSource(token, null, null);
	}

	/**
	 * A token of the configuration, which is read for each attempt because it may have
	 * been bound again.
	 * @param token the token that is configured at present
	 * @param configured supplies the configured token
	 */
	public static TokenSource of(BearerToken token, Supplier<@Nullable String> configured) {
		return new TokenSource(token, configured, null);
	}

	public static TokenSource of(SendmuxTokenProvider provider) {
		return new TokenSource(null, null, provider);
	}

	/**
	 * Return whether the token stands for its credential. That of a provider may change.
	 */
	public boolean isFixed() {
		return this.fixed != null;
	}

	/**
	 * Return what stands for the credential of the token. It is the same for all clients
	 * that are created with the same token and base URL, and remains when another token
	 * is bound. Tokens of a provider are those of one credential.
	 */
	String credential(URI baseUrl) {
		String credential = this.credential;
		if (credential == null) {
			BearerToken fixed = this.fixed;
			credential = (fixed != null) ? fixed.digest(baseUrl) : IdempotencyKeys.random();
			this.credential = credential;
		}
		return credential;
	}

	/**
	 * A token that never changes needs no operator of its own.
	 */
	<T> Mono<T> use(ApiCall<?> call, Function<BearerToken, Mono<T>> user) {
		BearerToken refreshed = call.takeRefreshedToken();
		if (this.provider == null) {
			return user.apply((refreshed != null) ? refreshed : configured(call));
		}
		return (refreshed != null) ? user.apply(refreshed) : ask(this.provider, call).flatMap(user);
	}

	private BearerToken configured(ApiCall<?> call) {
		BearerToken latest = Objects.requireNonNull(this.fixed);
		if (this.configured == null) {
			return latest;
		}
		String value = this.configured.get();
		if (value == null || value.isEmpty()) {
			throw failure(call, "no token is configured", null);
		}
		if (!value.equals(latest.value())) {
			latest = check(call, value, "the configured token ");
			this.fixed = latest;
		}
		return latest;
	}

	private static Mono<BearerToken> ask(SendmuxTokenProvider provider, ApiCall<?> call) {
		return ThrownErrors.recover(provider::getToken, (ex) -> {
			throw failure(call, (ex != null) ? "the token provider failed" : "the token provider gave no token", ex);
		}).map((value) -> check(call, value, "the token of the token provider "));
	}

	private static BearerToken check(ApiCall<?> call, String value, String subject) {
		String problem = BearerToken.validate(value);
		if (problem != null) {
			throw failure(call, subject + problem, null);
		}
		return BearerToken.of(value);
	}

	private static SendmuxTokenException failure(ApiCall<?> call, String reason, @Nullable Throwable cause) {
		return new SendmuxTokenException(call.describe(false, Attempt.Outcome.NOT_APPLIED), reason, cause);
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
			return (this.configured != null) ? otherThan(rejected, Mono.justOrEmpty(this.configured.get()))
					: Mono.empty();
		}
		return Objects.requireNonNull(this.refresh.updateAndGet((latest) -> (latest != null && latest.covers(rejected))
				? latest : new Refresh(provider, rejected, limit))).token;
	}

	/**
	 * Convert a token, unless it is not valid or the rejected one.
	 */
	private static Mono<BearerToken> otherThan(BearerToken rejected, Mono<String> token) {
		return token.filter((value) -> BearerToken.validate(value) == null)
			.map(BearerToken::of)
			.filter((other) -> !other.hasSameValue(rejected));
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
			Mono<String> token = ThrownErrors.<String>recover(provider::refreshToken, (ex) -> {
				throw new IllegalStateException("No token");
			});
			this.token = otherThan(rejected, token.timeout(limit)).onErrorComplete()
				.doOnTerminate(() -> this.validUntil = ApiScheduler.millis() + VALID_MILLIS)
				.cache();
		}

		boolean covers(BearerToken rejected) {
			return this.rejected.hasSameValue(rejected) && ApiScheduler.millis() < this.validUntil;
		}

	}

}
