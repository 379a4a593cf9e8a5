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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiScheduler}.
 */
class ApiSchedulerTests {

	@Test
	void millisWhenReadReturnsMonotonicTime() {
		long before = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
		long time = ApiScheduler.millis();
		assertThat(time).isBetween(before, TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
	}

	@Test
	void timeLimitsWhenOfApplicationAreShared() {
		ApiScheduler application = new ApiScheduler();
		assertThat(application.timeLimits()).isSameAs(application.timeLimits());
		application.close();
	}

	@Test
	void timeLimitsWhenOfProcessAreNotShared() {
		assertThat(ApiScheduler.SHARED.timeLimits()).isNotSameAs(ApiScheduler.SHARED.timeLimits());
	}

	@Test
	void closeWhenOneWaiterThrowsEndsTheOthers() {
		ApiScheduler application = new ApiScheduler();
		List<Integer> ended = new CopyOnWriteArrayList<>();
		for (int i = 0; i < 5; i++) {
			int number = i;
			application.whenClosed().subscribe(null, null, () -> {
				ended.add(number);
				throw new IllegalStateException("of the application");
			});
		}
		application.close();
		assertThat(ended).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
	}

	@Test
	void closeWhenOneWaiterThrowsEndsWaitsForRetries() {
		ApiScheduler application = new ApiScheduler();
		Mono<Long> wait = application.failOnClose(Mono.never(), Mono.error(new TimeoutException()));
		application.whenClosed().subscribe(null, null, () -> {
			throw new NoClassDefFoundError("some/Subscriber");
		});
		List<Throwable> failures = new CopyOnWriteArrayList<>();
		wait.subscribe(null, (failure) -> {
			failures.add(failure);
			throw new IllegalStateException(failure);
		});
		wait.subscribe(null, failures::add);
		application.close();
		assertThat(failures).hasSize(2);
	}

}
