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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxValidationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SendmuxEmailsOperations#followFinal}, under virtual time.
 */
class EmailLogFollowFinalTests {

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	private static final EmailLogPosition BEGINNING = EmailLogPosition.at(FakeDeliveryLog.START);

	private static final String LIST = "/emails/logs";

	private final List<FollowedEmailLog> emitted = new ArrayList<>();

	private final List<Throwable> failures = new ArrayList<>();

	private VirtualTimeScheduler time;

	private FakeDeliveryLog server;

	@BeforeEach
	void stopTime() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.server = new FakeDeliveryLog();
	}

	@AfterEach
	void continueTime() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void followFinalWhenStatusIsFinalEmitsAtOnce() {
		this.server.add("a", "sent").add("b", "failed").add("c", "rejected");
		followFinal(BEGINNING);
		assertThat(ids()).containsExactly("a", "b", "c");
	}

	@Test
	void followFinalWhenStatusBecomesFinalEmitsOnce() {
		this.server.add("a", "pending").add("b", "sent");
		followFinal(BEGINNING);
		assertThat(ids()).containsExactly("b");
		this.server.change("a", "failed");
		advance(Duration.ofMinutes(10));
		assertThat(ids()).containsExactly("b", "a");
		assertThat(this.emitted.get(1).log().status()).isEqualTo(EmailStatus.FAILED);
	}

	@Test
	void followFinalWhenStatusIsUnknownReadsAgain() {
		this.server.add("a", "deferred");
		followFinal(BEGINNING);
		advance(Duration.ofHours(1));
		assertThat(ids()).isEmpty();
		this.server.change("a", "sent");
		advance(INTERVAL);
		assertThat(ids()).containsExactly("a");
	}

	@Test
	void followFinalWhenStatusBecomesFinalAfterADayEmits() {
		this.server.add("a", "pending");
		followFinal(BEGINNING);
		for (int i = 0; i < 24; i++) {
			this.server.add("b" + i, "sent");
			advance(Duration.ofHours(1));
		}
		this.server.change("a", "sent");
		advance(INTERVAL);
		assertThat(ids()).hasSize(25).endsWith("a").doesNotHaveDuplicates();
	}

	@Test
	void followFinalWhenOneIsPendingSendsItsVersion() {
		this.server.add("a", "pending");
		followFinal(BEGINNING);
		advance(Duration.ofMinutes(10));
		int requests = this.server.requests().size();
		advance(INTERVAL);
		List<FakeDeliveryLog.Request> last = this.server.requests().subList(requests, this.server.requests().size());
		assertThat(last).extracting(FakeDeliveryLog.Request::path).containsExactly(LIST + "/a", LIST);
		assertThat(last.get(0).condition()).isEqualTo("W/\"pending\"");
	}

	@Test
	void followFinalWhenManyArePendingReadsThemAsAList() {
		for (int i = 0; i < 1000; i++) {
			this.server.add("a" + i, "pending");
		}
		followFinal(BEGINNING);
		advance(Duration.ofMinutes(10));
		int requests = this.server.requests().size();
		advance(INTERVAL);
		assertThat(this.server.requests()).hasSize(requests + 11);
		this.server.change("a7", "sent");
		this.server.change("a8", "failed");
		advance(INTERVAL);
		assertThat(this.server.requests()).hasSize(requests + 24);
		assertThat(ids()).containsExactly("a7", "a8");
	}

	@Test
	void followFinalWhenManyBecomeFinalEmitsEachOnce() {
		for (int i = 0; i < 1000; i++) {
			this.server.add("a" + i, "pending");
		}
		followFinal(BEGINNING);
		advance(Duration.ofMinutes(10));
		for (int i = 0; i < 1000; i++) {
			this.server.change("a" + i, "sent");
		}
		advance(INTERVAL);
		assertThat(ids()).hasSize(EmailLogFollower.MAX_LOOKUPS);
		advance(INTERVAL.multipliedBy(9));
		assertThat(ids()).containsExactlyInAnyOrderElementsOf(this.server.ids());
	}

	@Test
	void followFinalWhenUnknownStatusesFillLookupReadsPendingToo() {
		for (int i = 0; i < EmailLogFollower.MAX_LOOKUPS; i++) {
			this.server.add("a" + i, "deferred");
		}
		this.server.add("b", "pending");
		followFinal(BEGINNING);
		advance(Duration.ofMinutes(10));
		this.server.change("b", "sent");
		advance(INTERVAL.multipliedBy(2));
		assertThat(ids()).containsExactly("b");
	}

	@Test
	void followFinalWhenMaximumOfPendingIsExceededEmitsAll() {
		int count = EmailLogPosition.MAX_IDS + 500;
		followFinal(BEGINNING);
		for (int i = 0; i < count; i++) {
			this.server.add("a" + i, "pending");
			if (i % 500 == 499) {
				advance(Duration.ofSeconds(20));
			}
		}
		advance(Duration.ofMinutes(10));
		this.server.add("b", "sent");
		advance(INTERVAL);
		assertThat(ids()).containsExactly("b");
		assertThat(this.emitted.get(0).position().openIds()).hasSizeLessThanOrEqualTo(EmailLogPosition.MAX_IDS);
		EmailLogPosition position = this.emitted.get(0).position();
		for (int i = 0; i < count; i++) {
			this.server.change("a" + i, "sent");
		}
		advance(INTERVAL.multipliedBy(110));
		assertThat(ids()).containsExactlyInAnyOrderElementsOf(this.server.ids());
		this.emitted.clear();
		followFinal(position);
		advance(INTERVAL.multipliedBy(110));
		assertThat(ids()).hasSize(count).doesNotHaveDuplicates().doesNotContain("b");
	}

	@Test
	void followFinalWhenPendingEntryIsDeletedContinues() {
		this.server.add("a", "pending");
		followFinal(BEGINNING);
		advance(Duration.ofMinutes(10));
		this.server.remove("a");
		advance(INTERVAL.multipliedBy(2));
		this.server.add("b", "sent");
		advance(INTERVAL);
		assertThat(ids()).containsExactly("b");
		assertThat(this.emitted.get(0).position().openIds()).isEmpty();
	}

	@Test
	void followFinalWhenLookupFailsContinues() {
		this.server.add("a", "pending");
		followFinal(BEGINNING);
		advance(Duration.ofMinutes(10));
		this.server.change("a", "sent");
		this.server.fail(503, "service_unavailable", true);
		advance(INTERVAL);
		assertThat(ids()).isEmpty();
		advance(INTERVAL);
		assertThat(ids()).containsExactly("a");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 500, 503 })
	void followFinalWhenOneEntryCannotBeReadEmitsTheOthers(int status) {
		this.server.add("a", "pending").add("b", "pending").add("c", "pending");
		followFinal(BEGINNING);
		advance(Duration.ofMinutes(10));
		this.server.failReading("a", status);
		this.server.change("a", "sent");
		this.server.change("b", "sent");
		this.server.add("d", "sent");
		advance(INTERVAL.multipliedBy(2));
		assertThat(ids()).containsExactlyInAnyOrder("b", "d");
		this.server.add("e", "sent");
		advance(INTERVAL);
		assertThat(ids()).endsWith("e").hasSize(3);
		assertThat(this.failures).isEmpty();
		assertThat(this.emitted.get(2).position().openIds()).containsExactlyInAnyOrder("a", "c");
	}

	@Test
	void followFinalWhenEntryCanBeReadAgainEmitsIt() {
		this.server.add("a", "pending");
		followFinal(BEGINNING);
		advance(Duration.ofMinutes(10));
		this.server.change("a", "sent");
		this.server.failReading("a", 500);
		advance(INTERVAL.multipliedBy(3));
		assertThat(ids()).isEmpty();
		this.server.stopFailing("a");
		advance(INTERVAL);
		assertThat(ids()).containsExactly("a");
	}

	@Test
	void followFinalWhenManyEntriesCannotBeReadReadsOneOfThemPerPoll() {
		for (int i = 0; i < 50; i++) {
			this.server.add("a" + i, "deferred");
			this.server.failReading("a" + i, 503);
		}
		this.server.add("b", "deferred");
		followFinal(BEGINNING);
		advance(Duration.ofMinutes(10));
		this.server.change("b", "sent");
		int requests = this.server.requests().size();
		advance(INTERVAL.multipliedBy(51));
		assertThat(ids()).containsExactly("b");
		assertThat(this.server.requests()).hasSizeLessThanOrEqualTo(requests + 51 * 3 + 1);
	}

	@Test
	void followFinalWhenReadingOneEntryIsDeniedFails() {
		this.server.add("a", "pending");
		followFinal(BEGINNING);
		advance(Duration.ofMinutes(10));
		this.server.failReading("a", 403);
		advance(INTERVAL);
		assertThat(this.failures).singleElement().isInstanceOf(SendmuxAccessDeniedException.class);
	}

	@Test
	void followFinalWhenQueryHasStatusEmitsOnlyThat() {
		this.server.add("a", "pending").add("b", "sent").add("c", "failed");
		EmailLogQuery query = EmailLogQuery.builder().status(EmailStatus.FAILED).build();
		this.server.emails(INTERVAL).followFinal(query, BEGINNING).subscribe(this.emitted::add, this.failures::add);
		advance(Duration.ofMinutes(10));
		this.server.change("a", "failed");
		advance(INTERVAL);
		assertThat(ids()).containsExactly("c", "a");
		assertThat(this.server.requests().get(0).query()).doesNotContainKey("status");
	}

	@Test
	void followFinalWhenQueryHasPendingFails() {
		EmailLogQuery query = EmailLogQuery.builder().status(EmailStatus.PENDING).build();
		this.server.emails(INTERVAL).followFinal(query, BEGINNING).subscribe(this.emitted::add, this.failures::add);
		assertThat(this.failures).singleElement().isInstanceOf(SendmuxValidationException.class);
	}

	@Test
	void followFinalWhenResumedEmitsWhatWasPending() {
		this.server.add("a", "pending").add("b", "sent");
		Disposable first = followFinal(BEGINNING);
		advance(Duration.ofMinutes(10));
		this.server.add("c", "sent");
		advance(INTERVAL);
		first.dispose();
		EmailLogPosition position = this.emitted.get(1).position();
		assertThat(position.openIds()).containsExactly("a");
		this.server.change("a", "rejected");
		followFinal(EmailLogPosition.parse(position.toString()));
		assertThat(ids()).containsExactly("b", "c", "a");
	}

	@Test
	void followFinalWhenNumbersAreRandomAndResumedEmitsEachOnce() {
		Random random = new Random(22);
		List<String> pending = new ArrayList<>();
		List<String> seen = new ArrayList<>();
		EmailLogPosition position = BEGINNING;
		for (int round = 0; round < 150; round++) {
			for (int i = random.nextInt(6); i > 0; i--) {
				String id = "a" + round + "_" + i;
				Instant createdAt = this.server.now().minusMillis(random.nextInt(119_000));
				this.server.add(id, random.nextBoolean() ? "sent" : "pending",
						createdAt.isBefore(FakeDeliveryLog.START) ? FakeDeliveryLog.START : createdAt);
				pending.add(id);
			}
			for (int i = random.nextInt(4); i > 0 && !pending.isEmpty(); i--) {
				this.server.change(pending.remove(random.nextInt(pending.size())), "failed");
			}
			this.emitted.clear();
			Disposable following = (random.nextInt(3) == 0) ? this.server.emails(INTERVAL)
				.followFinal(EmailLogQuery.all(), position)
				.take(1 + random.nextInt(3))
				.subscribe(this.emitted::add) : followFinal(position);
			advance(Duration.ofSeconds(random.nextInt(200)));
			following.dispose();
			seen.addAll(ids());
			position = this.emitted.isEmpty() ? position : this.emitted.get(this.emitted.size() - 1).position();
		}
		pending.forEach((id) -> this.server.change(id, "sent"));
		this.emitted.clear();
		followFinal(position);
		advance(Duration.ofMinutes(10));
		seen.addAll(ids());
		assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(this.server.ids());
	}

	private Disposable followFinal(EmailLogPosition position) {
		return this.server.emails(INTERVAL)
			.followFinal(EmailLogQuery.all(), position)
			.subscribe(this.emitted::add, this.failures::add);
	}

	private List<String> ids() {
		return this.emitted.stream().map((entry) -> entry.log().id()).toList();
	}

	private void advance(Duration duration) {
		this.time.advanceTimeBy(duration);
	}

}
