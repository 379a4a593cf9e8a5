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

package ai.sendmux.emails;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;

import ai.sendmux.SendmuxViolation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Period of a query: a date stands for the whole day in UTC, an instant for itself.
 *
 * @param from the first date or instant, or {@code null}
 * @param to the last date or instant, or {@code null}
 */
record EmailPeriod(@Nullable Temporal from, @Nullable Temporal to) {

	private static final Instant MIN = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z");

	static void requireDateOrInstant(String name, @Nullable Temporal time) {
		Assert.isTrue(time == null || time instanceof Instant || time instanceof LocalDate,
				() -> "'" + name + "' must be an Instant or a LocalDate");
	}

	/**
	 * Return whether RFC 3339 has a text for the instant.
	 */
	static boolean hasText(Instant time) {
		return !time.isBefore(MIN) && !time.isAfter(END);
	}

	List<SendmuxViolation> validate() {
		List<SendmuxViolation> violations = new ArrayList<>();
		if (this.from != null && !isExpressible(this.from)) {
			violations.add(new SendmuxViolation("from_date", "invalid_date", "must be in the years 1 to 9999"));
		}
		if (this.to != null && !isExpressible(this.to)) {
			violations.add(new SendmuxViolation("to_date", "invalid_date", "must be in the years 1 to 9999"));
		}
		if (violations.isEmpty() && this.from != null && this.to != null && start(this.from).isAfter(end(this.to))) {
			violations.add(new SendmuxViolation("to_date", "custom", "must not be before from_date"));
		}
		return violations;
	}

	private static boolean isExpressible(Temporal time) {
		return (time instanceof LocalDate date) ? date.getYear() >= 1 && date.getYear() <= 9999
				: hasText((Instant) time);
	}

	private static Instant start(Temporal time) {
		return (time instanceof LocalDate date) ? date.atStartOfDay().toInstant(ZoneOffset.UTC) : (Instant) time;
	}

	private static Instant end(Temporal time) {
		return (time instanceof LocalDate date) ? start(date.plusDays(1)).minusNanos(1) : (Instant) time;
	}

}
