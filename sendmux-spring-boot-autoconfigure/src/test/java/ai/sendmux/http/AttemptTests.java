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
 * Tests for {@link Attempt}.
 */
class AttemptTests {

	private final ApiCall<?> call = new ApiCall<>(ApiOperation.get("test", "/test", Object.class).request().build());

	@Test
	void endWhenRequestWasWrittenReturnsTrue() {
		Attempt<?> attempt = this.call.newAttempt(null);
		assertThat(attempt.markWritten()).isTrue();
		assertThat(attempt.end()).isTrue();
	}

	@Test
	void markWrittenWhenAttemptHasEndedReturnsFalse() {
		Attempt<?> attempt = this.call.newAttempt(null);
		assertThat(attempt.end()).isFalse();
		assertThat(attempt.markWritten()).isFalse();
		assertThat(attempt.end()).isFalse();
	}

	@Test
	void startWhenAttemptHasEndedReturnsFalseAndIsNotCounted() {
		Attempt<?> attempt = this.call.newAttempt(null);
		attempt.end();
		assertThat(attempt.start(FaultClient.TOKEN)).isFalse();
		assertThat(attempt.markWritten()).isFalse();
		assertThat(this.call.attempts()).isZero();
		assertThat(attempt.token()).isNull();
	}

	@Test
	void markWrittenWhenNextAttemptHasBegunReturnsFalse() {
		Attempt<?> first = this.call.newAttempt(null);
		first.start(FaultClient.TOKEN);
		Attempt<?> second = this.call.newAttempt(null);
		assertThat(first.markWritten()).isFalse();
		assertThat(first.start(FaultClient.TOKEN)).isFalse();
		assertThat(second.end()).isFalse();
	}

	@Test
	void startWhenEarlierAttemptHasEndedIsCounted() {
		this.call.newAttempt(null).end();
		Attempt<?> second = this.call.newAttempt(null);
		assertThat(second.start(FaultClient.TOKEN)).isTrue();
		assertThat(second.markWritten()).isTrue();
		assertThat(second.end()).isTrue();
		assertThat(this.call.attempts()).isEqualTo(1);
	}

	@Test
	void endWhenOnlyEarlierAttemptWasWrittenReturnsFalse() {
		this.call.newAttempt(null).markWritten();
		assertThat(this.call.newAttempt(null).end()).isFalse();
	}

	@Test
	void statusWhenEarlierAttemptIsReadLateIsThatOfPresentAttempt() {
		Attempt<?> first = this.call.newAttempt(null);
		Attempt<?> second = this.call.newAttempt(null);
		second.recordStatus(200);
		first.recordStatus(503);
		assertThat(this.call.statusCode()).isEqualTo(200);
	}

	@Test
	void requestIdWhenEarlierAttemptIsReadLateIsThatOfPresentAttempt() {
		Attempt<?> first = this.call.newAttempt(null);
		Attempt<?> second = this.call.newAttempt(null);
		first.recordRequestId("req_1");
		assertThat(this.call.requestId()).isNull();
		second.recordRequestId("req_2");
		first.recordRequestId("req_1");
		assertThat(this.call.requestId()).isEqualTo("req_2");
		assertThat(first.describe(false, Attempt.Outcome.NOT_APPLIED).requestId()).isEqualTo("req_1");
	}

	@Test
	void newAttemptWhenEarlierHasStatusAndRequestIdClearsThem() {
		Attempt<?> first = this.call.newAttempt(null);
		first.recordStatus(503);
		first.recordRequestId("req_1");
		this.call.newAttempt(null);
		assertThat(this.call.statusCode()).isNull();
		assertThat(this.call.requestId()).isNull();
	}

}
