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

package ai.sendmux.console.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

import ai.sendmux.SendmuxRateLimitException;
import org.jspecify.annotations.Nullable;

/**
 * Says when an exhausted rate limit is reset.
 *
 * @param reset the time of the reset
 * @param time the time in words
 */
record RateLimitBanner(Instant reset, String time) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss zzz", Locale.ENGLISH);

	/**
	 * Return a banner if an attempt failed because of the rate limit.
	 */
	static @Nullable RateLimitBanner of(Instant now, Attempt<?>... attempts) {
		return Arrays.stream(attempts)
			.map((attempt) -> (attempt.failure() instanceof SendmuxRateLimitException ex) ? ex.retryAfter() : null)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.map((wait) -> in(wait, now))
			.orElse(null);
	}

	private static RateLimitBanner in(Duration wait, Instant now) {
		Instant reset = now.plus(wait);
		return new RateLimitBanner(reset, TIME.withZone(ZoneId.systemDefault()).format(reset));
	}

}
