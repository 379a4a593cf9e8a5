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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimitLine}.
 */
class RateLimitLineTests {

	private final RateLimitPass single = new RateLimitPass(AbstractRateLimitGateTests.call("single"));

	private final RateLimitPass bulk = new RateLimitPass(AbstractRateLimitGateTests.call("bulk"));

	private final RateLimitLine line = new RateLimitLine();

	@Test
	void lineIsEmptyUntilSomebodyJoinsIt() {
		assertThat(this.line.isEmpty()).isTrue();
		this.line.add(this.bulk);
		assertThat(this.line.isEmpty()).isFalse();
		this.line.remove(this.bulk);
		assertThat(this.line.isEmpty()).isTrue();
	}

	@Test
	void nobodyIsBeforeANewcomerWhileTheLineIsEmpty() {
		assertThat(this.line.isBefore(this.single)).isFalse();
		assertThat(this.line.isBefore(this.bulk)).isFalse();
	}

	@Test
	void bulkWorkIsBeforeBulkWorkOnly() {
		this.line.add(this.bulk);
		assertThat(this.line.isBefore(this.single)).isFalse();
		assertThat(this.line.isBefore(this.bulk)).isTrue();
	}

	@Test
	void singleCallIsBeforeEverybody() {
		this.line.add(this.single);
		assertThat(this.line.isBefore(this.single)).isTrue();
		assertThat(this.line.isBefore(this.bulk)).isTrue();
	}

	@Test
	void singleCallIsFirst() {
		this.line.add(this.bulk);
		this.line.add(this.single);
		assertThat(this.line.first()).isSameAs(this.single);
	}

}
