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

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.bucket4j.TimeMeter;

/**
 * The clock of Redis. Bucket4j computes the content of a bucket in the instance, so that
 * instances whose clocks differ would refill it at different times.
 */
class RedisClock implements TimeMeter {

	private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(30);

	private final LongSupplier nanoTime;

	private volatile Sample sample;

	RedisClock(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		long now = nanoTime.getAsLong();
		long wallClock = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
		this.sample = new Sample(wallClock - now, now - VALID_NANOS, Long.MAX_VALUE);
	}

	/**
	 * Set the time of Redis.
	 * @param redisMicros the time that Redis returned
	 * @param sentNanos the {@linkplain #nanoTime() time} at which it was asked for
	 */
	void synchronize(long redisMicros, long sentNanos) {
		long received = nanoTime();
		long roundTrip = received - sentNanos;
		Sample present = this.sample;
		if (roundTrip > present.roundTrip() && received - present.takenAt() < VALID_NANOS) {
			return;
		}
		long offset = TimeUnit.MICROSECONDS.toNanos(redisMicros) - (sentNanos + roundTrip / 2);
		this.sample = new Sample(offset, received, roundTrip);
	}

	/**
	 * Replace the time by that of the next measurement, because another Redis may be
	 * there now.
	 */
	void distrust() {
		this.sample = new Sample(this.sample.offset(), this.sample.takenAt(), Long.MAX_VALUE);
	}

	long nanoTime() {
		return this.nanoTime.getAsLong();
	}

	long millis() {
		return TimeUnit.NANOSECONDS.toMillis(currentTimeNanos());
	}

	@Override
	public long currentTimeNanos() {
		return nanoTime() + this.sample.offset();
	}

	@Override
	public boolean isWallClockBased() {
		return true;
	}

	/**
	 * How far the time of Redis was ahead.
	 *
	 * @param offset the difference in nanoseconds
	 * @param takenAt the local time of the measurement
	 * @param roundTrip the time that Redis took to respond: the less, the more precise
	 */
	private record Sample(long offset, long takenAt, long roundTrip) {

	}

}
