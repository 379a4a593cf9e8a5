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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.http.PathIds;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.log.LogMessage;

/**
 * Follows the delivery log for one subscriber. Nothing here is called concurrently.
 * <p>
 * A poll reads, newest first, everything since the time that the {@link Progress} has
 * reached. If that is too much to keep, it remembers how far it came and goes on from
 * there with nothing in hand, until the oldest part fits: what is emitted is in order,
 * and what is emitted last is always all there is to remember.
 */
final class EmailLogFollower {

	/**
	 * Number of new entries that are kept to bring them in order.
	 */
	static final int MAX_BATCH = 5000;

	/**
	 * Number of entries without a final status that one poll reads one by one.
	 */
	static final int MAX_LOOKUPS = 100;

	/**
	 * Time after which no earlier entry appears.
	 */
	private static final Duration DELAY = Duration.ofMinutes(2);

	private static final Log logger = LogFactory.getLog("ai.sendmux.client");

	private final Source source;

	private final EmailLogQuery query;

	private final boolean untilFinal;

	private final Duration interval;

	private Progress progress;

	/**
	 * Ends of the parts that did not fit, the oldest first.
	 */
	private final Deque<Instant> ends = new ArrayDeque<>();

	/**
	 * Time of the server at its least, and when it was learned. The clock of this process
	 * may be wrong, but it does not run wrong.
	 */
	private @Nullable Instant serverTime;

	private long serverTimeNanos;

	private boolean pause;

	private EmailLogFollower(Source source, EmailLogQuery query, EmailLogPosition position, boolean untilFinal,
			Duration interval) {
		this.source = source;
		this.query = query;
		this.untilFinal = untilFinal;
		this.interval = interval;
		this.progress = Progress.from(position, untilFinal);
	}

	static Flux<FollowedEmailLog> follow(Source source, EmailLogQuery query, EmailLogPosition position,
			boolean untilFinal, Duration interval) {
		return Flux.<Flux<FollowedEmailLog>, EmailLogFollower>generate(
				() -> new EmailLogFollower(source, query, position, untilFinal, interval), (follower, sink) -> {
					sink.next(follower.poll());
					return follower;
				})
			.concatMap((poll) -> poll, 0);
	}

	private Flux<FollowedEmailLog> poll() {
		Mono<Batch> batch = Mono.defer(this::read).onErrorResume(EmailLogFollower::mayPass, (ex) -> {
			logger.warn(LogMessage.format("The delivery log could not be read, and will be read again in %d ms: %s",
					this.interval.toMillis(), ex.getMessage()));
			this.pause = true;
			return Mono.empty();
		});
		return (this.pause ? Mono.delay(this.interval).then(batch) : batch).flatMapMany(this::emit);
	}

	private static boolean mayPass(Throwable failure) {
		return failure instanceof SendmuxException ex && (ex.retryable() || ex instanceof SendmuxTimeoutException);
	}

	private Mono<Batch> read() {
		Batch batch = new Batch(this.progress, this.ends.peek(), nanos());
		return readOpen(batch).then(readPart(batch)).then(Mono.defer(() -> {
			if (batch.full) {
				splitOff(batch);
				return Mono.empty();
			}
			batch.complete(this.untilFinal, this.query.status());
			return Mono.just(batch);
		}));
	}

	private Mono<Void> readPart(Batch batch) {
		Flux<EmailLog> part = this.source.list(this.query.within(batch.before.time(), batch.end, null));
		return part.takeWhile((log) -> !isBefore(log, batch.before.time()))
			.takeWhile(batch::add)
			.onErrorResume(SendmuxResponseException.class, batch::readIncompletely)
			.then();
	}

	private static boolean isBefore(EmailLog log, Instant time) {
		Instant createdAt = createdAt(log);
		return createdAt != null && createdAt.isBefore(time);
	}

	private static @Nullable Instant createdAt(EmailLog log) {
		return (log.createdAt() != null && EmailPeriod.hasText(log.createdAt())) ? log.createdAt() : null;
	}

	private void splitOff(Batch batch) {
		Instant end = batch.oldest();
		if (!end.isAfter(batch.before.time()) || (batch.end != null && !end.isBefore(batch.end))) {
			throw new IllegalStateException(
					"The delivery log has more than " + MAX_BATCH + " entries of the same time, " + end);
		}
		this.ends.push(end);
		this.pause = false;
	}

	/**
	 * Find out what became of the entries that are older than what a poll reads. Only
	 * those that are no longer pending are read one by one.
	 */
	private Mono<Void> readOpen(Batch batch) {
		Map<String, Open> open = new LinkedHashMap<>(batch.before.open());
		open.values().removeIf((entry) -> entry.isSince(batch.before.time()));
		Flux<EmailLog> changed = Flux.defer(() -> Flux.fromIterable(open.keySet()))
			.take(MAX_LOOKUPS)
			.concatMap((id) -> readOpen(batch, id), 0)
			.onErrorComplete(EmailLogFollower::mayConcernOneEntry);
		return removePending(open, batch.before.time()).thenMany(changed).then();
	}

	private Mono<EmailLog> readOpen(Batch batch, String id) {
		return this.source.get(id, batch.open(id).version())
			.doOnSuccess((log) -> batch.readAgain(id, log))
			.onErrorResume(SendmuxNotFoundException.class, (ex) -> {
				batch.open.remove(id);
				return Mono.empty();
			})
			.doOnError(EmailLogFollower::mayConcernOneEntry, (ex) -> {
				logger.warn(LogMessage.format(
						"An entry of the delivery log could not be read, and will be read again: %s", ex.getMessage()));
				batch.readAgain(id, null);
			});
	}

	/**
	 * An entry that cannot be read must not cost the others. If the cause is another one,
	 * reading the list fails as well.
	 */
	private static boolean mayConcernOneEntry(Throwable failure) {
		return mayPass(failure) || failure instanceof SendmuxResponseException;
	}

	private Mono<Void> removePending(Map<String, Open> open, Instant time) {
		Instant from = open.values()
			.stream()
			.map(Open::createdAt)
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder())
			.orElse(null);
		if (from == null || open.size() == 1) {
			return Mono.empty();
		}
		return this.source.list(this.query.within(from, time, EmailStatus.PENDING))
			.takeWhile((log) -> !isBefore(log, from))
			.filter((log) -> log.status() == EmailStatus.PENDING)
			.doOnNext((log) -> open.remove(log.id()))
			.onErrorComplete((ex) -> ex instanceof SendmuxResponseException && !mayPass(ex))
			.then();
	}

	private Flux<FollowedEmailLog> emit(Batch batch) {
		if (batch.ready.isEmpty()) {
			advance(batch);
			return Flux.empty();
		}
		// The end of the entries is requested only after the last one has been.
		return Flux.generate(() -> 0, (Integer index, SynchronousSink<FollowedEmailLog> sink) -> {
			if (index < batch.ready.size()) {
				sink.next(new FollowedEmailLog(batch.ready.get(index).log(), () -> batch.position(index)));
			}
			else {
				advance(batch);
				sink.complete();
			}
			return index + 1;
		});
	}

	private void advance(Batch batch) {
		Progress after = batch.after(reached(batch));
		boolean advances = !batch.ready.isEmpty() || after.time().isAfter(batch.before.time());
		this.progress = after;
		this.pause = batch.end == null || !advances;
		if (!advances) {
			this.ends.clear();
		}
		else if (batch.end != null) {
			this.ends.pop();
		}
	}

	/**
	 * The time before which all entries have appeared and were read.
	 */
	private Instant reached(Batch batch) {
		if (batch.incomplete != null) {
			return batch.before.time();
		}
		if (batch.end != null) {
			return batch.end.minus(DELAY);
		}
		Instant atStart = (this.serverTime != null) ? this.serverTime.plusNanos(batch.startNanos - this.serverTimeNanos)
				: null;
		Instant newest = batch.newest;
		if (newest != null && (atStart == null || newest.isAfter(atStart))) {
			this.serverTime = newest;
			this.serverTimeNanos = nanos();
			return newest.minus(DELAY);
		}
		return (atStart != null) ? atStart.minus(DELAY) : batch.before.time();
	}

	/**
	 * Under virtual time, it is that time.
	 */
	private static long nanos() {
		return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
	}

	/**
	 * Reads the delivery log.
	 */
	interface Source {

		/**
		 * List entries, page by page.
		 */
		Flux<EmailLog> list(EmailLogQuery query);

		/**
		 * Get an entry, or nothing if it still has that version.
		 */
		Mono<EmailLog> get(String logId, @Nullable String version);

	}

	/**
	 * How far the log has been followed.
	 *
	 * @param time the time before which all entries were emitted, or are open
	 * @param emitted the entries since that time that were emitted, with the times of
	 * their creation
	 * @param open the entries that have no final status yet
	 */
	private record Progress(Instant time, Map<String, Instant> emitted, Map<String, Open> open) {

		/**
		 * Stands for a time that is not part of a position. Such entries are kept until
		 * they are read again.
		 */
		private static final Instant UNKNOWN = Instant.MAX;

		static Progress from(EmailLogPosition position, boolean untilFinal) {
			Map<String, Instant> emitted = new HashMap<>();
			position.ids().forEach((id) -> emitted.put(id, UNKNOWN));
			Map<String, Open> open = new LinkedHashMap<>();
			if (untilFinal) {
				position.openIds().stream().filter(PathIds::isValid).forEach((id) -> open.put(id, Open.UNKNOWN));
			}
			return new Progress(position.time(), emitted, open);
		}

		/**
		 * Forget the entries before the time. With more entries since then than there is
		 * room for, the time is later: entries have less time to appear.
		 */
		Progress trim() {
			Instant since = this.time;
			if (this.emitted.size() > EmailLogPosition.MAX_IDS) {
				List<Instant> times = new ArrayList<>(this.emitted.values());
				Collections.sort(times);
				Instant last = times.get(times.size() - EmailLogPosition.MAX_IDS - 1);
				since = last.isBefore(since) ? since : last.plusNanos(1);
			}
			Instant start = since;
			Map<String, Instant> trimmed = new HashMap<>(this.emitted);
			trimmed.values().removeIf((createdAt) -> createdAt.isBefore(start));
			return new Progress(start, trimmed, this.open);
		}

		EmailLogPosition toPosition() {
			Set<String> openIds = new HashSet<>(this.open.keySet());
			openIds.removeIf((id) -> Objects.requireNonNull(this.open.get(id)).isSince(this.time));
			return new EmailLogPosition(this.time, this.emitted.keySet(), openIds);
		}

	}

	/**
	 * Entry that has no final status yet.
	 *
	 * @param createdAt the time of its creation, {@code null} if only its id is known
	 * @param version the version that it had when it was read on its own
	 */
	private record Open(@Nullable Instant createdAt, @Nullable String version) {

		static final Open UNKNOWN = new Open(null, null);

		boolean isSince(Instant time) {
			return this.createdAt != null && !this.createdAt.isBefore(time);
		}

	}

	/**
	 * Entry with the time that decides its place.
	 *
	 * @param log the entry
	 * @param createdAt the time of its creation, or what stands for it
	 */
	private record Ready(EmailLog log, Instant createdAt) {

	}

	/**
	 * What one poll has read.
	 */
	private static final class Batch {

		private final Progress before;

		private final @Nullable Instant end;

		private final long startNanos;

		private final Map<String, EmailLog> found = new LinkedHashMap<>();

		private final Map<String, Instant> emitted;

		private final Map<String, Open> open;

		private final List<Ready> closed = new ArrayList<>();

		private final List<Ready> ready = new ArrayList<>();

		private @Nullable Instant newest;

		private @Nullable Instant firstWithoutRoom;

		private boolean empty = true;

		private boolean full;

		private @Nullable SendmuxResponseException incomplete;

		Batch(Progress before, @Nullable Instant end, long startNanos) {
			this.before = before;
			this.end = end;
			this.startNanos = startNanos;
			this.emitted = new HashMap<>(before.emitted());
			this.open = new LinkedHashMap<>(before.open());
		}

		/**
		 * Returns {@code false} if there is no room for it.
		 */
		boolean add(EmailLog log) {
			Instant createdAt = createdAt(log);
			this.empty = false;
			if (createdAt != null && (this.newest == null || createdAt.isAfter(this.newest))) {
				this.newest = createdAt;
			}
			if (this.emitted.containsKey(log.id())) {
				if (createdAt != null) {
					this.emitted.put(log.id(), createdAt);
				}
				return true;
			}
			this.full = this.found.size() == MAX_BATCH && !this.found.containsKey(log.id());
			if (!this.full) {
				this.found.put(log.id(), log);
			}
			return !this.full;
		}

		/**
		 * An item that cannot be read, or pages that lead nowhere, must not cost the
		 * entries that were read.
		 */
		Mono<EmailLog> readIncompletely(SendmuxResponseException failure) {
			if (this.empty || mayPass(failure)) {
				return Mono.error(failure);
			}
			logger.warn(LogMessage.format("The delivery log could not be read completely: %s", failure.getMessage()));
			this.incomplete = failure;
			return Mono.empty();
		}

		Open open(String id) {
			return this.open.getOrDefault(id, Open.UNKNOWN);
		}

		/**
		 * The order decides who is next to be read again.
		 */
		void readAgain(String id, @Nullable EmailLog log) {
			Open known = open(id);
			this.open.remove(id);
			Instant createdAt = (log != null && createdAt(log) != null) ? createdAt(log) : known.createdAt();
			if (log != null && log.status().isFinal()) {
				this.closed.add(new Ready(log, (createdAt != null) ? createdAt : this.before.time()));
			}
			this.open.put(id, (log != null) ? new Open(createdAt, log.version()) : known);
		}

		Instant oldest() {
			return this.found.values()
				.stream()
				.map(EmailLogFollower::createdAt)
				.filter(Objects::nonNull)
				.min(Comparator.naturalOrder())
				.orElse(this.before.time());
		}

		/**
		 * Decide what to emit, in the order of creation.
		 */
		void complete(boolean untilFinal, @Nullable EmailStatus status) {
			List<Ready> entries = new ArrayList<>(this.closed);
			List<EmailLog> oldestFirst = new ArrayList<>(this.found.values());
			Collections.reverse(oldestFirst);
			oldestFirst.forEach((log) -> entries.add(new Ready(log, timeOf(log))));
			entries.sort(Comparator.comparing(Ready::createdAt));
			for (Ready entry : entries) {
				if (untilFinal && !entry.log().status().isFinal()) {
					keepOpen(entry);
				}
				else if (status != null && entry.log().status() != status) {
					passOver(entry);
				}
				else {
					this.ready.add(entry);
				}
			}
			this.found.clear();
			if (this.incomplete != null && this.emitted.size() + this.ready.size() > EmailLogPosition.MAX_IDS) {
				throw this.incomplete;
			}
		}

		private Instant timeOf(EmailLog log) {
			Instant createdAt = createdAt(log);
			if (createdAt != null) {
				return createdAt;
			}
			return (this.newest != null) ? this.newest : this.before.time();
		}

		private void keepOpen(Ready entry) {
			String id = entry.log().id();
			if (!this.open.containsKey(id) && this.open.size() >= EmailLogPosition.MAX_IDS) {
				this.firstWithoutRoom = (this.firstWithoutRoom != null) ? this.firstWithoutRoom : entry.createdAt();
			}
			else if (PathIds.isValid(id)) {
				this.open.put(id, new Open(entry.createdAt(), open(id).version()));
			}
		}

		private void passOver(Ready entry) {
			this.emitted.put(entry.log().id(), entry.createdAt());
			this.open.remove(entry.log().id());
		}

		/**
		 * The position when the entries up to that index were emitted.
		 */
		EmailLogPosition position(int index) {
			Instant reached = (this.incomplete == null) ? this.ready.get(index).createdAt().minus(DELAY)
					: this.before.time();
			return after(index + 1, reached).trim().toPosition();
		}

		/**
		 * The progress when all entries were emitted.
		 */
		Progress after(Instant reached) {
			Progress after = after(this.ready.size(), reached);
			if (this.incomplete == null && this.end == null) {
				after.emitted().values().removeIf(Progress.UNKNOWN::equals);
			}
			return after.trim();
		}

		private Progress after(int count, Instant reached) {
			Map<String, Instant> emitted = new HashMap<>(this.emitted);
			Map<String, Open> open = new LinkedHashMap<>(this.open);
			for (Ready entry : this.ready.subList(0, count)) {
				emitted.put(entry.log().id(), entry.createdAt());
				open.remove(entry.log().id());
			}
			Instant time = reached.isAfter(this.before.time()) ? reached : this.before.time();
			if (this.firstWithoutRoom != null && time.isAfter(this.firstWithoutRoom)) {
				time = this.firstWithoutRoom;
			}
			return new Progress(time, emitted, open);
		}

	}

}
