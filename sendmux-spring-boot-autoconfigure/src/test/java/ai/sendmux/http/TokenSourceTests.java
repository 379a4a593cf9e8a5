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

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link TokenSource} says about its credential.
 */
class TokenSourceTests {

	private static final URI BASE_URL = URI.create("https://sendmux.example.com");

	private static final BearerToken TOKEN = BearerToken.of("smx_root_geheim");

	@Test
	void isFixedWhenTokenIsGivenReturnsTrue() {
		assertThat(TokenSource.of(TOKEN).isFixed()).isTrue();
		assertThat(TokenSource.of(TOKEN, () -> "smx_root_other").isFixed()).isTrue();
	}

	@Test
	void isFixedWhenTokenIsOfProviderReturnsFalse() {
		assertThat(TokenSource.of(() -> Mono.just("smx_root_geheim")).isFixed()).isFalse();
	}

	@Test
	void credentialWhenTokenAndServiceAreTheSameIsTheSame() {
		String credential = TokenSource.of(TOKEN).credential(BASE_URL);
		assertThat(credential).hasSize(64)
			.doesNotContain("geheim")
			.isEqualTo(TokenSource.of(BearerToken.of("smx_root_geheim")).credential(BASE_URL));
	}

	@Test
	void credentialWhenTokenOrServiceIsAnotherDiffers() {
		String credential = TokenSource.of(TOKEN).credential(BASE_URL);
		assertThat(TokenSource.of(BearerToken.of("smx_root_other")).credential(BASE_URL)).isNotEqualTo(credential);
		assertThat(TokenSource.of(TOKEN).credential(URI.create("https://other.example.com"))).isNotEqualTo(credential);
	}

	@Test
	void credentialWhenTokenIsOfProviderIsThatOfProvider() {
		TokenSource tokens = TokenSource.of(() -> Mono.just("smx_root_geheim"));
		assertThat(tokens.credential(BASE_URL)).isNotEmpty()
			.isEqualTo(tokens.credential(BASE_URL))
			.isNotEqualTo(TokenSource.of(() -> Mono.just("smx_root_geheim")).credential(BASE_URL));
	}

}
