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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link BaseUrl}.
 */
class BaseUrlTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://sendmux.example.com", "HTTPS://SENDMUX.EXAMPLE.COM:8443/api/v1/",
			"http://localhost/api/v1", "http://LOCALHOST:8080", "http://127.1.2.3", "http://[::1]:8080/api/v1" })
	void checkWhenUrlIsSafeReturnsIt(String baseUrl) {
		assertThat(BaseUrl.check(URI.create(baseUrl))).hasToString(baseUrl);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://sendmux.example.com/api/v1", "HTTP://sendmux.example.com", "http://10.0.0.1",
			"http://127.0.0.1.example.com", "http://localhost.example.com", "http://[::2]" })
	void checkWhenUrlIsUnencryptedAndNotLoopbackThrows(String baseUrl) {
		assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.check(URI.create(baseUrl)))
			.withMessageContaining("unencrypted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sendmux.example.com/api/v1", "localhost:8080", "/api/v1", "ftp://sendmux.example.com",
			"https:/api/v1", "https://under_score.example.com", "https://user:geheim@sendmux.example.com",
			"https://sendmux.example.com?key=geheim", "https://sendmux.example.com/#geheim" })
	void checkWhenUrlIsMalformedThrowsWithoutQuotingIt(String baseUrl) {
		assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.check(URI.create(baseUrl)))
			.withMessageStartingWith("The Sendmux base URL ")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("geheim", "example"));
	}

	@ParameterizedTest
	@CsvSource({ "ftp://example.com, does not start with 'https://'", "https:/api, has no valid host name",
			"https://example.com:0, has a port that is not between 1 and 65535",
			"https://example.com:65536, has a port that is not between 1 and 65535",
			"https://user@example.com, contains a user name or password",
			"https://example.com?a=b, contains a query or a fragment",
			"https://example.com#a, contains a query or a fragment" })
	void validateWhenUrlIsMalformedReturnsReason(URI baseUrl, String reason) {
		assertThat(BaseUrl.validate(baseUrl)).isEqualTo(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.com:1", "https://example.com:65535" })
	void validateWhenPortIsInRangeReturnsNull(URI baseUrl) {
		assertThat(BaseUrl.validate(baseUrl)).isNull();
	}

}
