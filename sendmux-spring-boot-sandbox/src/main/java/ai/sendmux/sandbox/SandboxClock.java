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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The clock of a sandbox: the system clock unless a test sets it. It has millisecond
 * precision, as the timestamps of the API.
 */
final class SandboxClock {

	private Clock delegate = Clock.systemUTC();

	synchronized Instant instant() {
		return this.delegate.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	synchronized void stopAt(Instant time) {
		this.delegate = Clock.fixed(time, ZoneOffset.UTC);
	}

	synchronized void advance(Duration duration) {
		this.delegate = Clock.offset(this.delegate, duration);
	}

	synchronized void reset() {
		this.delegate = Clock.systemUTC();
	}

}
