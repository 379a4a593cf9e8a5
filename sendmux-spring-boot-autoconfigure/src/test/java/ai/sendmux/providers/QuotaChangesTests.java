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

package ai.sendmux.providers;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link QuotaChanges}.
 */
class QuotaChangesTests {

	private static final Quota QUOTA = Quota.of(5);

	static Stream<Function<QuotaChanges, QuotaChanges>> changes() {
		return Stream.of((changes) -> changes.perSecond(QUOTA), (changes) -> changes.perMinute(QUOTA),
				(changes) -> changes.perHour(QUOTA), (changes) -> changes.perDay(QUOTA), QuotaChanges::clearPerSecond,
				QuotaChanges::clearPerMinute, QuotaChanges::clearPerHour, QuotaChanges::clearPerDay);
	}

	@ParameterizedTest
	@MethodSource("changes")
	void changeWhenMadeReturnsSameChanges(Function<QuotaChanges, QuotaChanges> change) {
		QuotaChanges changes = new QuotaChanges(null);
		assertThat(change.apply(changes)).isSameAs(changes);
		assertThat(changes.toMap()).hasSize(1);
	}

	@Test
	void toMapWhenThereAreEarlierChangesKeepsThem() {
		QuotaChanges changes = new QuotaChanges(Map.of("per_day", QUOTA));
		assertThat(changes.perHour(Quota.of(1)).clearPerSecond().toMap()).containsExactly(entry("per_day", QUOTA),
				entry("per_hour", Quota.of(1)), entry("per_second", null));
	}

	@Test
	@SuppressWarnings("NullAway") // The check for null is what is tested
	void quotasWhenConsumerIsNullThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateProviderRequest.builder().quotas(null))
			.withMessage("'quotas' must not be null");
	}

}
