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

package ai.sendmux.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SandboxClock}.
 */
class SandboxClockTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private final SandboxClock clock = new SandboxClock();

	@Test
	void advanceWhenInParallelAddsUp() {
		this.clock.stopAt(NOON);
		IntStream.range(0, 5000).parallel().forEach((i) -> this.clock.advance(Duration.ofSeconds(1)));
		assertThat(this.clock.instant()).isEqualTo(NOON.plusSeconds(5000));
	}

	@Test
	void instantHasMillisecondPrecision() {
		this.clock.stopAt(NOON.plusNanos(1_999_999));
		assertThat(this.clock.instant()).isEqualTo(NOON.plusMillis(1));
	}

	@Test
	void resetWhenStoppedRestoresSystemTime() {
		this.clock.stopAt(NOON);
		this.clock.reset();
		assertThat(this.clock.instant()).isBetween(Instant.now().minusSeconds(60), Instant.now());
	}

}
