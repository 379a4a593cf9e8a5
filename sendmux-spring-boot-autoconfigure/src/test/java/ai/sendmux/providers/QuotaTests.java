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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Quota}.
 */
class QuotaTests {

	@Test
	void readWhenNumberReturnsFixedCap() {
		Quota cap = Quota.of(60);
		assertThat(Quota.valueOf(" 60 ")).isEqualTo(cap);
		assertThat(Quota.valueOf(Integer.valueOf(60))).isEqualTo(cap);
		assertThat(Quota.valueOf(Long.valueOf(60))).isEqualTo(cap);
		assertThat(cap).isEqualTo(Quota.between(60, 60));
	}

	@Test
	void readWhenTextIsNotNumberIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Quota.valueOf("many"));
	}

}
