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
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IdempotencyKeys}.
 */
class IdempotencyKeysTests {

	private static final int KEYS = 50_000;

	@Test
	void randomWhenThreadsMayBlockNeverReturnsTheSameKey() {
		assertThat(keys(Mono.fromSupplier(IdempotencyKeys::random).subscribeOn(Schedulers.boundedElastic())))
			.doesNotHaveDuplicates()
			.hasSize(KEYS);
	}

	@Test
	void randomWhenThreadsMustNotBlockNeverReturnsTheSameKey() {
		assertThat(keys(Mono.fromSupplier(IdempotencyKeys::random).subscribeOn(Schedulers.parallel())))
			.doesNotHaveDuplicates()
			.hasSize(KEYS);
	}

	@Test
	void randomWhenThreadMustNotBlockReturnsARandomUuid() {
		assertThat(keys(Mono.fromSupplier(IdempotencyKeys::random).subscribeOn(Schedulers.parallel())))
			.allSatisfy((key) -> {
				assertThat(UUID.fromString(key)).hasToString(key);
				assertThat(UUID.fromString(key).version()).isEqualTo(4);
				assertThat(UUID.fromString(key).variant()).isEqualTo(2);
			});
	}

	private static List<String> keys(Mono<String> key) {
		return Flux.range(0, KEYS)
			.flatMap((number) -> key, 64)
			.collectList()
			.blockOptional(Duration.ofSeconds(30))
			.orElseThrow();
	}

}
