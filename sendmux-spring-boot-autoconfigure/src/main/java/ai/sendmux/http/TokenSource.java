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

import java.util.Objects;
import java.util.function.Function;

import ai.sendmux.SendmuxTokenException;
import ai.sendmux.SendmuxTokenProvider;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Gives each attempt its token: one that never changes, or one of a provider, which is
 * asked and checked every time.
 */
public final class TokenSource {

	private final @Nullable BearerToken fixed;

	private final @Nullable SendmuxTokenProvider provider;

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
	 * A token that never changes needs no operator of its own.
	 */
	<T> Mono<T> use(ApiCall<?> call, Function<BearerToken, Mono<T>> user) {
		return (this.provider != null) ? ask(this.provider, call).flatMap(user)
				: user.apply(Objects.requireNonNull(this.fixed));
	}

	private static Mono<BearerToken> ask(SendmuxTokenProvider provider, ApiCall<?> call) {
		return Mono.defer(provider::getToken)
			.onErrorMap((ex) -> failure(call, "the token provider failed", ex))
			.switchIfEmpty(Mono.error(() -> failure(call, "the token provider gave no token", null)))
			.map((value) -> check(call, value));
	}

	private static BearerToken check(ApiCall<?> call, String value) {
		String problem = BearerToken.findProblem(value);
		if (problem != null) {
			throw failure(call, "the token of the token provider " + problem, null);
		}
		return BearerToken.of(value);
	}

	private static SendmuxTokenException failure(ApiCall<?> call, String reason, @Nullable Throwable cause) {
		return new SendmuxTokenException(call.describe(false, AttemptEffect.NONE), reason, cause);
	}

}
