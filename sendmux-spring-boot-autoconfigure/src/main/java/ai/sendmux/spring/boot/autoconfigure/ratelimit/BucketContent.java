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

package ai.sendmux.spring.boot.autoconfigure.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.sendmux.SendmuxRateLimit;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;

/**
 * What a bucket stands for: a window of the rate limit as the server reported it or,
 * before the first report and after the end of a window, a window that nothing is known
 * about. Such a window is opened by the response to a single request.
 *
 * @param version the number of times that the content was replaced
 * @param limit the number of requests in a window, or 0 if it is not known
 * @param reset the reset in epoch seconds by the clock of the server
 * @param end the end of the window in epoch milliseconds by the clock of Redis
 * @param sentAt the time at which the request was sent whose response reported the
 * window, by the clock of Redis
 */
record BucketContent(long version, long limit, long reset, long end, long sentAt) {

	static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

	private static final long RESET_PRECISION = 1;

	private static final long MAX_LIMIT = 1_000_000_000;

	private static final Pattern ID = Pattern.compile("(\\d{1,18}+):(-?\\d{1,18}+):(-?\\d{1,18}+)");

	static BucketContent unknown(long version) {
		return new BucketContent(version, 0, 0, 0, 0);
	}

	static BucketContent window(long version, SendmuxRateLimit rateLimit, long end, long sentAt) {
		return new BucketContent(version, bounded(rateLimit.limit()), rateLimit.reset().getEpochSecond(), end, sentAt);
	}

	/**
	 * Return the content of a bucket. One that others have made is of no known window.
	 */
	static BucketContent from(BucketConfiguration configuration) {
		Bandwidth bandwidth = configuration.getBandwidths()[0];
		Matcher id = ID.matcher(String.valueOf(bandwidth.getId()));
		if (!id.matches()) {
			return unknown(0);
		}
		long version = Long.parseLong(id.group(1));
		if (!bandwidth.isIntervallyAligned()) {
			return unknown(version);
		}
		return new BucketContent(version, bandwidth.getCapacity(), Long.parseLong(id.group(2)),
				bandwidth.getTimeOfFirstRefillMillis(), Long.parseLong(id.group(3)));
	}

	private static long bounded(long limit) {
		return Math.max(1, Math.min(limit, MAX_LIMIT));
	}

	/**
	 * Return a configuration of Bucket4j whose capacity and refill follow the window. It
	 * refills slowly because the reset is reported in whole seconds: a full bucket would
	 * be emptied before the server has begun its next window.
	 */
	BucketConfiguration toConfiguration(long remaining) {
		String id = this.version + ":" + this.reset + ":" + this.sentAt;
		return BucketConfiguration.builder()
			.addLimit((bandwidth) -> isKnown() ? bandwidth.capacity(this.limit)
				.refillIntervallyAligned(1, PROBE_INTERVAL, Instant.ofEpochMilli(this.end))
				.initialTokens(Math.max(0, Math.min(remaining, this.limit)))
				.id(id) : bandwidth.capacity(1).refillIntervally(1, PROBE_INTERVAL).id(id))
			.build();
	}

	boolean isKnown() {
		return this.limit > 0;
	}

	boolean isExpired(long now) {
		return isKnown() && now >= this.end;
	}

	boolean isOpen(long now) {
		return isKnown() && now < this.end;
	}

	BucketContent next() {
		return unknown(this.version + 1);
	}

	/**
	 * Return whether a report is about this window. Servers round the reset either way.
	 */
	boolean isAbout(SendmuxRateLimit rateLimit) {
		return this.limit == bounded(rateLimit.limit())
				&& Math.abs(this.reset - rateLimit.reset().getEpochSecond()) <= RESET_PRECISION;
	}

	/**
	 * Return whether a report is about a window before this one, because its response
	 * arrived late.
	 */
	boolean supersedes(SendmuxRateLimit rateLimit, long sentAt) {
		return isKnown() && sentAt < this.sentAt && rateLimit.reset().getEpochSecond() < this.reset;
	}

}
