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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.http.SharedPermits.Grant;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.AsyncVerboseBucket;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The permits of one credential. The bucket in Redis holds the permits of the present
 * window of the server. When the window has expired, the bucket holds a single permit,
 * and the response to that request decides how many follow: the reset is reported in
 * whole seconds, so that no instance knows exactly when the next window begins.
 * <p>
 * One request to Redis is made at a time.
 */
final class SharedBucket {

	/**
	 * A window whose reset is far away is checked again after this time.
	 */
	private static final long MAX_WINDOW = 60_000;

	private static final long MIN_CLOSED = 100;

	private static final long DEFAULT_CLOSED = 1000;

	private static final long RESET_PRECISION = 1000;

	/**
	 * Without a response that reports a window for so long, each instance limits its
	 * requests itself: the server may have no limit, or may not respond.
	 */
	private static final long MAX_UNKNOWN = 2000;

	private static final int MAX_BATCH = 16;

	/**
	 * No instance takes more than this part of a window at once, so that others get their
	 * share.
	 */
	private static final int BATCHES = 32;

	private static final int MAX_ROUNDS = 3;

	private static final int POLL_MILLIS = 10;

	private static final int MAX_POLL_MILLIS = 500;

	private static final int JITTER_MILLIS = 15;

	private final RedisBuckets buckets;

	private final RedisClock clock;

	private final byte[] key;

	private final Runnable listener;

	private @Nullable BucketContent known;

	private long leastRemaining = Long.MAX_VALUE;

	private long grantedVersion;

	private @Nullable Report latest;

	private @Nullable Report pending;

	private boolean exhausted;

	private int returned;

	private final Deque<Acquisition> acquisitions = new ArrayDeque<>();

	private boolean busy;

	private @Nullable Long unknownSince;

	private volatile boolean suspended;

	SharedBucket(RedisBuckets buckets, String key, Runnable listener) {
		this.buckets = buckets;
		this.clock = buckets.clock();
		this.key = key.getBytes(StandardCharsets.UTF_8);
		this.listener = listener;
	}

	boolean isAvailable() {
		return !this.suspended;
	}

	Mono<Grant> acquire(int count) {
		return Mono.create((sink) -> {
			synchronized (this) {
				this.acquisitions.add(new Acquisition(count, sink));
			}
			drain();
		});
	}

	void giveBack(int count) {
		synchronized (this) {
			if (this.known == null || this.known.version() != this.grantedVersion
					|| this.known.isExpired(this.clock.millis())) {
				return;
			}
			this.returned += count;
		}
		drain();
	}

	void report(SendmuxRateLimit rateLimit, Duration untilReset, Duration sinceSent) {
		long now = this.clock.millis();
		long left = Math.min(untilReset.toMillis(), MAX_WINDOW);
		Report report = new Report(rateLimit, now + left, now - sinceSent.toMillis(), rateLimit.remaining());
		synchronized (this) {
			this.latest = report;
			if (this.known != null && this.known.isOpen(now) && this.known.isAbout(rateLimit)) {
				this.leastRemaining = Math.min(this.leastRemaining, rateLimit.remaining());
				return;
			}
			if (left <= 0 || isLate(this.known, report)) {
				return;
			}
			this.pending = report.after(this.pending);
		}
		drain();
	}

	/**
	 * A window that is known does not end because of one such response.
	 */
	void reportNoLimit() {
		boolean suspends;
		synchronized (this) {
			boolean open = this.known != null && this.known.isOpen(this.clock.millis());
			suspends = !open && !this.suspended;
			this.suspended = this.suspended || suspends;
		}
		if (suspends) {
			this.listener.run();
		}
	}

	void reportRefusal(@Nullable Duration retryAfter) {
		long now = this.clock.millis();
		synchronized (this) {
			Report report = (this.latest != null) ? this.latest : Report.none(now);
			if (isLate(this.known, report)) {
				return;
			}
			if (this.known != null && this.known.isOpen(now) && this.known.isAbout(report.rateLimit())) {
				this.leastRemaining = 0;
				this.exhausted = true;
			}
			else {
				this.pending = report.closedUntil(closedUntil(report, retryAfter, now));
			}
		}
		drain();
	}

	/**
	 * The time to wait is reported in whole seconds and would be up to one second too
	 * long where the reset says the same.
	 */
	private static long closedUntil(Report report, @Nullable Duration retryAfter, long now) {
		long reset = Math.max(report.end(), now + MIN_CLOSED);
		if (retryAfter == null) {
			return (report.end() > now) ? reset : now + DEFAULT_CLOSED;
		}
		long asked = now + Math.min(retryAfter.toMillis(), MAX_WINDOW);
		return (report.end() > now && asked - reset <= RESET_PRECISION) ? reset : Math.max(asked, reset);
	}

	private static boolean isLate(@Nullable BucketContent content, Report report) {
		return content != null && content.supersedes(report.rateLimit(), report.sentAt());
	}

	private void drain() {
		Mono<?> next;
		synchronized (this) {
			next = this.busy ? null : poll();
			if (next == null) {
				return;
			}
			this.busy = true;
		}
		next.subscribe((result) -> {
		}, (ex) -> proceed(), this::proceed);
	}

	private void proceed() {
		synchronized (this) {
			this.busy = false;
		}
		drain();
	}

	private @Nullable Mono<?> poll() {
		Report report = this.pending;
		if (report != null) {
			this.pending = null;
			return follow(report);
		}
		if (this.exhausted) {
			this.exhausted = false;
			return request(AsyncVerboseBucket::tryConsumeAsMuchAsPossible);
		}
		if (this.returned > 0) {
			int count = this.returned;
			this.returned = 0;
			return request((bucket) -> bucket.addTokens(count));
		}
		Acquisition acquisition = this.acquisitions.poll();
		if (acquisition != null) {
			return take(acquisition.count(), 1).onErrorResume(this::retryOrFail)
				.doOnNext(acquisition.sink()::success)
				.doOnError(acquisition.sink()::error);
		}
		return null;
	}

	/**
	 * Take permits. A window that turns out to be over is replaced, which takes a further
	 * round.
	 */
	private Mono<Grant> take(int count, int round) {
		BucketContent expected;
		int batch;
		synchronized (this) {
			expected = expected();
			batch = batch(count);
		}
		return request(expected, (bucket) -> bucket.tryConsumeAsMuchAsPossible(batch)).flatMap((result) -> {
			long now = this.clock.millis();
			BucketContent content = learn(result);
			if (content.isExpired(now)) {
				return (round < MAX_ROUNDS) ? take(count, round + 1) : Mono.just(nothingYet());
			}
			int permits = granted(result.getValue(), content);
			return correct(result, permits).thenReturn(new Grant(permits, untilNext(content, permits == batch, now)));
		});
	}

	private BucketContent expected() {
		if (this.known == null) {
			return BucketContent.unknown(1);
		}
		return this.known.isExpired(this.clock.millis()) ? this.known.next()
				: BucketContent.unknown(this.known.version());
	}

	private int batch(int count) {
		long limit = (this.known != null && this.known.isKnown()) ? this.known.limit() : 1;
		return (int) Math.min(Math.min(count, MAX_BATCH), Math.max(1, limit / BATCHES));
	}

	private Duration untilNext(BucketContent content, boolean complete, long now) {
		if (!content.isKnown()) {
			return poll(POLL_MILLIS);
		}
		return complete ? Duration.ZERO : poll((int) Math.min(content.end() - now, MAX_POLL_MILLIS));
	}

	private static Duration poll(int millis) {
		return Duration.ofMillis(millis + ThreadLocalRandom.current().nextInt(JITTER_MILLIS));
	}

	private static Grant nothingYet() {
		return new Grant(0, poll(POLL_MILLIS));
	}

	/**
	 * A failure that may pass soon does not end the sharing.
	 */
	private Mono<Grant> retryOrFail(Throwable ex) {
		return this.buckets.isAvailable() ? Mono.just(nothingYet()) : Mono.error(ex);
	}

	/**
	 * More permits in the bucket than the server has left means that requests were sent
	 * without one: by an instance that does not share the limit.
	 */
	private Mono<Void> correct(VerboseResult<?> result, int permits) {
		long surplus;
		synchronized (this) {
			surplus = result.getDiagnostics().getAvailableTokens() + permits - this.leastRemaining;
		}
		return (surplus > 0) ? request((bucket) -> bucket.tryConsumeAsMuchAsPossible(surplus)).then() : Mono.empty();
	}

	/**
	 * Let the bucket follow what the server reported. It stays as it is if another
	 * instance has reported the same window before.
	 */
	private Mono<?> follow(Report report) {
		BucketContent expected;
		synchronized (this) {
			expected = expected();
		}
		return request(expected, AsyncVerboseBucket::getAvailableTokens).flatMap((result) -> {
			BucketContent content = learn(result);
			if (isLate(content, report)) {
				return Mono.empty();
			}
			if (content.isOpen(this.clock.millis()) && content.isAbout(report.rateLimit())) {
				return confirm(report);
			}
			BucketContent window = BucketContent.window(content.version() + 1, report.rateLimit(), report.end(),
					report.sentAt());
			return request(window, report.remaining(), AsyncVerboseBucket::getAvailableTokens).doOnNext(this::learn);
		});
	}

	/**
	 * Another instance has reported this window before.
	 */
	private Mono<?> confirm(Report report) {
		synchronized (this) {
			this.leastRemaining = Math.min(this.leastRemaining, report.remaining());
		}
		return Mono.empty();
	}

	private synchronized int granted(long permits, BucketContent content) {
		if (permits > 0) {
			this.grantedVersion = content.version();
		}
		return (int) permits;
	}

	private BucketContent learn(VerboseResult<?> result) {
		BucketContent content = BucketContent.from(result.getConfiguration());
		boolean changed;
		synchronized (this) {
			if (this.known == null || this.known.version() != content.version()) {
				this.leastRemaining = Long.MAX_VALUE;
			}
			this.known = content;
			boolean before = this.suspended;
			this.suspended = isUnknownForLong(content);
			changed = this.suspended != before;
		}
		if (changed) {
			this.listener.run();
		}
		return content;
	}

	private boolean isUnknownForLong(BucketContent content) {
		long now = this.clock.millis();
		if (content.isKnown()) {
			this.unknownSince = null;
			return false;
		}
		if (this.unknownSince == null) {
			this.unknownSince = now;
		}
		return this.suspended || now - this.unknownSince > MAX_UNKNOWN;
	}

	/**
	 * Make a request about the bucket as it is known.
	 */
	private <T> Mono<T> request(Function<AsyncVerboseBucket, CompletableFuture<T>> request) {
		BucketContent expected;
		synchronized (this) {
			expected = expected();
		}
		return request(expected, request);
	}

	private <T> Mono<T> request(BucketContent expected, Function<AsyncVerboseBucket, CompletableFuture<T>> request) {
		return request(expected, 1, request);
	}

	private <T> Mono<T> request(BucketContent content, long remaining,
			Function<AsyncVerboseBucket, CompletableFuture<T>> request) {
		return this.buckets
			.request((connection) -> request.apply(connection.bucket(this.key, content, remaining).asVerbose()));
	}

	private record Acquisition(int count, MonoSink<Grant> sink) {

	}

	/**
	 * What a response reported.
	 *
	 * @param rateLimit the rate limit
	 * @param end the end of its window by the clock of Redis
	 * @param sentAt the time at which the request was sent, by the clock of Redis
	 * @param remaining the number of permits that are left
	 */
	private record Report(SendmuxRateLimit rateLimit, long end, long sentAt, long remaining) {

		/**
		 * A refusal that says nothing about the window.
		 */
		static Report none(long now) {
			return new Report(new SendmuxRateLimit(1, 0, Instant.EPOCH), 0, now, 0);
		}

		Report closedUntil(long end) {
			return new Report(this.rateLimit, end, this.sentAt, 0);
		}

		/**
		 * Of one window the least number counts, of two windows the one that was reported
		 * to the later request.
		 */
		Report after(@Nullable Report other) {
			if (other == null) {
				return this;
			}
			if (other.rateLimit.reset().equals(this.rateLimit.reset())) {
				return (other.remaining < this.remaining) ? other : this;
			}
			return (other.sentAt > this.sentAt) ? other : this;
		}

	}

}
