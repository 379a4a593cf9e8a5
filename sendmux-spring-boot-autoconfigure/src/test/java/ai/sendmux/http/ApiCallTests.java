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
 * Tests for {@link ApiCall}.
 */
class ApiCallTests {

	private final ApiCall<?> call = new ApiCall<>(ApiOperation.get("test", "/test", Object.class).request().build());

	@Test
	void anAttemptWrites() {
		int attempt = this.call.attemptPrepares();
		assertThat(this.call.attemptWrites(attempt)).isTrue();
		assertThat(this.call.attemptEnds()).isTrue();
	}

	@Test
	void anAttemptThatIsOverWritesNothing() {
		int attempt = this.call.attemptPrepares();
		assertThat(this.call.attemptEnds()).isFalse();
		assertThat(this.call.attemptWrites(attempt)).isFalse();
		assertThat(this.call.attemptEnds()).isFalse();
	}

	@Test
	void anAttemptWhoseTokenCameTooLateDoesNotStart() {
		int attempt = this.call.attemptPrepares();
		this.call.attemptEnds();
		assertThat(this.call.attemptStarts(attempt)).isFalse();
		assertThat(this.call.attemptWrites(attempt)).isFalse();
		assertThat(this.call.attempts()).isZero();
	}

	@Test
	void anAttemptWritesNothingWhileTheNextOneWaitsForItsToken() {
		int first = this.call.attemptPrepares();
		this.call.attemptStarts(first);
		this.call.attemptEnds();
		int second = this.call.attemptPrepares();
		assertThat(this.call.attemptWrites(first)).isFalse();
		assertThat(this.call.attemptStarts(first)).isFalse();
		assertThat(this.call.attemptEnds()).isFalse();
		assertThat(second).isNotEqualTo(first);
	}

	@Test
	void theNextAttemptStartsAndWrites() {
		this.call.attemptPrepares();
		this.call.attemptEnds();
		int second = this.call.attemptPrepares();
		assertThat(this.call.attemptStarts(second)).isTrue();
		assertThat(this.call.attemptWrites(second)).isTrue();
		assertThat(this.call.attemptEnds()).isTrue();
		assertThat(this.call.attempts()).isEqualTo(1);
	}

	@Test
	void whatAnAttemptWroteIsNotSaidOfTheNextOne() {
		this.call.attemptWrites(this.call.attemptPrepares());
		this.call.attemptEnds();
		this.call.attemptPrepares();
		assertThat(this.call.attemptEnds()).isFalse();
	}

}
