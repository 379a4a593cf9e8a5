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

package ai.sendmux.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.Map;

import ai.sendmux.http.ApiSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiSettingsMapper}.
 */
class ApiSettingsMapperTests {

	private static final HttpClientSettings GLOBAL = HttpClientSettings.defaults();

	@Test
	void mapWhenNoPropertiesReturnsDefaults() {
		assertThat(settings(Map.of(), GLOBAL)).isEqualTo(ApiSettings.DEFAULTS);
	}

	@Test
	void mapWhenTimeoutsAreSetUsesThem() {
		Map<String, String> properties = Map.of("sendmux.connect-timeout", "1s", "sendmux.pool.acquire-timeout", "2s",
				"sendmux.read-timeout", "3s", "sendmux.test-timeout", "4s", "sendmux.total-timeout", "5s");
		assertThat(settings(properties, GLOBAL.withTimeouts(Duration.ofDays(1), Duration.ofDays(1))).timeouts())
			.isEqualTo(new ApiSettings.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3),
					Duration.ofSeconds(4), Duration.ofSeconds(5)));
	}

	@Test
	void mapWhenTimeoutsAreNotSetUsesThoseOfHttpClients() {
		ApiSettings.Timeouts timeouts = settings(Map.of(),
				GLOBAL.withTimeouts(Duration.ofSeconds(6), Duration.ofSeconds(7)))
			.timeouts();
		assertThat(timeouts.connect()).isEqualTo(Duration.ofSeconds(6));
		assertThat(timeouts.read()).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void mapWhenRetryIsSetUsesIt() {
		Map<String, String> properties = Map.of("sendmux.retry.max-retries", "4", "sendmux.retry.delay", "1s",
				"sendmux.retry.multiplier", "3.5", "sendmux.retry.max-delay", "2s", "sendmux.retry.jitter", "3s",
				"sendmux.retry.max-retry-after", "4s");
		assertThat(settings(properties, GLOBAL).retry()).isEqualTo(new ApiSettings.Retry(4, Duration.ofSeconds(1), 3.5,
				Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4)));
	}

	@Test
	void mapWhenRateLimitIsSetUsesIt() {
		Map<String, String> properties = Map.of("sendmux.rate-limit.enabled", "false", "sendmux.rate-limit.max-wait",
				"1s", "sendmux.rate-limit.max-waiting", "2");
		assertThat(settings(properties, GLOBAL).rateLimit())
			.isEqualTo(new ApiSettings.RateLimit(false, Duration.ofSeconds(1), 2));
	}

	@Test
	void mapWhenMaxResponseSizeIsSetUsesIt() {
		assertThat(settings(Map.of("sendmux.max-response-size", "3KB"), GLOBAL).maxResponseSize())
			.isEqualTo(DataSize.ofKilobytes(3));
	}

	private static ApiSettings settings(Map<String, String> properties, HttpClientSettings global) {
		SendmuxProperties bound = new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("sendmux",
				SendmuxProperties.class);
		return ApiSettingsMapper.map(bound, global);
	}

}
