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

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiScheduler}.
 */
class ApiSchedulerTests {

	@Test
	void timeWhenSystemClockIsSetIsNotAffected() {
		long before = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
		long time = ApiScheduler.millis();
		assertThat(time).isBetween(before, TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
	}

}
