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

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.SendmuxValidationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SendmuxEmailsOperations#follow}, under virtual time.
 */
class EmailLogFollowTests {

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	private static final EmailLogPosition BEGINNING = EmailLogPosition.at(FakeDeliveryLog.START);

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
	void followWhenEntriesAppearEmitsEachOnceInOrder() {
		follow(BEGINNING);
		for (int i = 0; i < 50; i++) {
			this.server.add("a" + i, "sent").add("b" + i, "failed");
			advance(Duration.ofSeconds(7));
		}
		advance(INTERVAL);
		assertThat(ids()).containsExactlyElementsOf(this.server.ids());
	}

	@Test
	void followWhenStatusChangesEmitsFirstStatusOnly() {
		this.server.add("a", "pending").add("b", "deferred");
		follow(BEGINNING);
		this.server.change("a", "sent");
		this.server.change("b", "sent");
		advance(INTERVAL.multipliedBy(10));
		assertThat(this.emitted).extracting((entry) -> entry.log().statusText()).containsExactly("pending", "deferred");
	}

	@Test
	void followWhenNothingAppearsSendsOneRequestPerInterval() {
		follow(BEGINNING);
		advance(INTERVAL.multipliedBy(20));
		assertThat(this.server.requests()).hasSize(21);
	}

	@Test
	void followWhenManyEntriesAreOldSendsOneRequestPerInterval() {
		this.server.addAll("a", 1000, this.server.now());
		follow(BEGINNING);
		advance(Duration.ofMinutes(3));
		int before = this.server.requests().size();
		advance(INTERVAL.multipliedBy(20));
		assertThat(this.server.requests()).hasSize(before + 20);
		assertThat(ids()).hasSize(1000);
	}

	@Test
	void followWhenEntriesHaveTheSameTimeEmitsEachOnce() {
		Instant now = this.server.now();
		this.server.addAll("a", 150, now);
		follow(BEGINNING);
		this.server.addAll("b", 150, now);
		advance(INTERVAL);
		this.server.addAll("c", 150, now);
		advance(Duration.ofMinutes(5));
		assertThat(ids()).containsExactlyElementsOf(this.server.ids());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 60, 119 })
	void followWhenEntryAppearsLateEmitsItOnce(int seconds) {
		follow(BEGINNING);
		advance(Duration.ofMinutes(10));
		this.server.add("a", "sent");
		advance(INTERVAL);
		this.server.add("late", "sent", this.server.now().minusSeconds(seconds));
		this.server.add("b", "sent");
		advance(Duration.ofMinutes(10));
		assertThat(ids()).containsExactlyInAnyOrder("a", "late", "b");
	}

	@Test
	void followWhenEntryAppearsLateAndNothingElseDoesEmitsIt() {
		this.server.add("a", "sent");
		follow(BEGINNING);
		advance(Duration.ofMinutes(30));
		this.server.add("late", "sent", this.server.now().minusSeconds(119));
		advance(INTERVAL);
		assertThat(ids()).containsExactly("a", "late");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, 5000, 5001, 12_345 })
	void followWhenManyEntriesAppearAtOnceEmitsEachOnceInOrder(int count) {
		follow(BEGINNING);
		for (int i = 0; i < count; i++) {
			this.server.add("a" + i, "sent", FakeDeliveryLog.START.plusMillis(i));
		}
		advance(INTERVAL);
		assertThat(ids()).containsExactlyElementsOf(this.server.ids());
		this.server.add("b", "sent");
		advance(INTERVAL);
		assertThat(ids()).hasSize(count + 1).endsWith("b");
	}

	@Test
	void followWhenPositionIsOldEmitsAllSinceInOrder() {
		int count = 23_000;
		for (int i = 0; i < count; i++) {
			this.server.add("a" + i, "sent", FakeDeliveryLog.START.minusSeconds(count - i));
		}
		follow(EmailLogPosition.at(FakeDeliveryLog.START.minus(Duration.ofDays(1))));
		assertThat(ids()).containsExactlyElementsOf(this.server.ids());
		assertThat(this.server.requests()).hasSizeLessThan(3 * count / 100);
	}

	@Test
	void followWhenTooManyEntriesHaveTheSameTimeFails() {
		this.server.addAll("a", EmailLogFollower.MAX_BATCH + 1, this.server.now());
		follow(BEGINNING);
		assertThat(this.failures).singleElement().isInstanceOf(IllegalStateException.class);
		assertThat(this.emitted).isEmpty();
	}

	@Test
	void followWhenServerIgnoresDatesSkipsOlderEntries() {
		this.server.addAll("old", 1000, FakeDeliveryLog.START.minusSeconds(3600));
		this.server.ignoreDates();
		this.server.add("a", "sent");
		follow(BEGINNING);
		assertThat(ids()).containsExactly("a");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void followWhenMoreIdsThanPositionHoldsEmitsEachOnce() {
		follow(BEGINNING);
		for (int i = 0; i < 30; i++) {
			this.server.addAll("a" + i + "_", 1000, this.server.now());
			advance(Duration.ofSeconds(4));
		}
		advance(Duration.ofMinutes(5));
		assertThat(ids()).containsExactlyElementsOf(this.server.ids());
		EmailLogPosition position = this.emitted.get(15_432).position();
		assertThat(position.ids()).hasSizeBetween(9000, EmailLogPosition.MAX_IDS);
		this.emitted.clear();
		follow(position);
		assertThat(ids()).containsExactlyElementsOf(this.server.ids().subList(15_433, 30_000));
	}

	@Test
	void followWhenRateLimitedContinues() {
		this.server.fail(429, "rate_limit_exceeded", true);
		this.server.add("a", "sent");
		follow(BEGINNING);
		assertThat(ids()).isEmpty();
		advance(INTERVAL);
		assertThat(ids()).containsExactly("a");
	}

	@Test
	void followWhenOutageLastsHoursContinues() {
		this.server.add("a", "sent");
		follow(BEGINNING);
		for (int i = 0; i < 240; i++) {
			this.server.fail(503, "service_unavailable", true);
		}
		this.server.add("b", "sent");
		advance(Duration.ofHours(2));
		this.server.add("c", "sent");
		assertThat(ids()).containsExactly("a");
		advance(INTERVAL);
		assertThat(ids()).containsExactly("a", "b", "c");
	}

	@Test
	void followWhenResponseIsNotReceivedContinues() {
		this.server.respond(Mono::never);
		this.server.add("a", "sent");
		follow(BEGINNING);
		advance(Duration.ofMinutes(3));
		assertThat(ids()).containsExactly("a");
	}

	@Test
	void followWhenASecondPageFailsEmitsEachOnce() {
		this.server.addAll("a", 250, this.server.now());
		this.server.respond(() -> {
			this.server.fail(500, "internal_error", true);
			return this.server.exchange(firstPage());
		});
		follow(BEGINNING);
		assertThat(ids()).isEmpty();
		advance(INTERVAL);
		assertThat(ids()).containsExactlyElementsOf(this.server.ids());
	}

	@Test
	void followWhenTokenIsRejectedFails() {
		this.server.add("a", "sent");
		follow(BEGINNING);
		this.server.fail(401, "authentication_required", false);
		advance(INTERVAL);
		assertThat(ids()).containsExactly("a");
		assertThat(this.failures).singleElement().isInstanceOf(SendmuxAuthenticationException.class);
		int requests = this.server.requests().size();
		advance(INTERVAL.multipliedBy(5));
		assertThat(this.server.requests()).hasSize(requests);
	}

	@Test
	void followWhenAnItemHasNoIdEmitsTheOthersOnce() {
		this.server.add("a", "sent");
		this.server.addToList("{\"status\":\"sent\"}");
		follow(BEGINNING);
		advance(INTERVAL);
		this.server.add("b", "sent");
		advance(Duration.ofMinutes(10));
		assertThat(ids()).containsExactly("a", "b");
		assertThat(this.failures).isEmpty();
	}

	@Test
	void followWhenNothingCanBeReadFails() {
		this.server.addToList("{\"status\":\"sent\"}");
		follow(BEGINNING);
		assertThat(this.failures).singleElement().isInstanceOf(SendmuxResponseException.class);
	}

	@Test
	void followWhenAnEntryHasNoTimeEmitsItOnce() {
		this.server.add("a", "sent");
		this.server.addToList("{\"id\":\"b\",\"status\":\"sent\",\"created_at\":\"yesterday\"}");
		follow(BEGINNING);
		advance(Duration.ofMinutes(2));
		assertThat(ids()).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void followWhenNothingIsRequestedSendsNothing() {
		this.server.add("a", "sent");
		Demand demand = new Demand();
		this.server.emails(INTERVAL).follow(EmailLogQuery.all(), BEGINNING).subscribe(demand);
		advance(INTERVAL.multipliedBy(3));
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void followWhenNoMoreIsRequestedSendsNothing() {
		this.server.addAll("a", 10, this.server.now());
		Demand demand = new Demand();
		this.server.emails(INTERVAL).follow(EmailLogQuery.all(), BEGINNING).subscribe(demand);
		demand.request(10);
		advance(INTERVAL.multipliedBy(3));
		assertThat(this.emitted).hasSize(10);
		assertThat(this.server.requests()).hasSize(1);
		this.server.add("b", "sent");
		demand.request(1);
		advance(INTERVAL);
		assertThat(ids()).hasSize(11).endsWith("b");
	}

	@Test
	void followWhenCancelledSendsNothing() {
		Disposable following = follow(BEGINNING);
		advance(INTERVAL);
		following.dispose();
		int requests = this.server.requests().size();
		advance(INTERVAL.multipliedBy(5));
		assertThat(this.server.requests()).hasSize(requests);
	}

	@Test
	void followWhenClientIsClosedFails() {
		Sinks.Empty<Void> closed = Sinks.empty();
		subscribe(this.server.emails(INTERVAL, closed.asMono()).follow(EmailLogQuery.all(), BEGINNING));
		advance(INTERVAL);
		closed.tryEmitEmpty();
		assertThat(this.failures).singleElement()
			.isInstanceOfSatisfying(SendmuxTransportException.class, (ex) -> assertThat(ex.retryable()).isFalse());
		int requests = this.server.requests().size();
		advance(INTERVAL.multipliedBy(5));
		assertThat(this.server.requests()).hasSize(requests);
	}

	@Test
	void followWhenSubscribedTwiceEmitsAllToBoth() {
		this.server.add("a", "sent");
		Flux<FollowedEmailLog> log = this.server.emails(INTERVAL).follow(EmailLogQuery.all(), BEGINNING);
		subscribe(log);
		subscribe(log);
		assertThat(ids()).containsExactly("a", "a");
	}

	@Test
	void followWhenResumedAtAnyPositionEmitsEachEntryOnce() {
		List<String> seen = new ArrayList<>();
		EmailLogPosition position = BEGINNING;
		for (int round = 0; round < 60; round++) {
			this.server.addAll("a" + round + "_", 5, this.server.now());
			this.server.add("late" + round, "sent", this.server.now().minusSeconds((round * 7) % 120));
			int take = 1 + round % 7;
			List<FollowedEmailLog> taken = new ArrayList<>();
			this.server.emails(INTERVAL)
				.follow(EmailLogQuery.all(), EmailLogPosition.parse(position.toString()))
				.take(take)
				.subscribe(taken::add);
			advance(Duration.ofSeconds(10));
			taken.forEach((entry) -> seen.add(entry.log().id()));
			position = taken.isEmpty() ? position : taken.get(taken.size() - 1).position();
		}
		subscribe(this.server.emails(INTERVAL).follow(EmailLogQuery.all(), position));
		advance(Duration.ofMinutes(5));
		seen.addAll(ids());
		assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(this.server.ids());
	}

	@Test
	void followWhenResumedFromEachPositionOfABatchEmitsTheRest() {
		for (int i = 0; i < 300; i++) {
			this.server.add("a" + i, "sent", FakeDeliveryLog.START.plusSeconds(i));
		}
		Disposable first = follow(BEGINNING);
		first.dispose();
		List<FollowedEmailLog> all = List.copyOf(this.emitted);
		for (int i = 0; i < 300; i += 37) {
			this.emitted.clear();
			follow(all.get(i).position()).dispose();
			assertThat(ids()).containsExactlyElementsOf(this.server.ids().subList(i + 1, 300));
		}
	}

	@Test
	void positionWhenHoursHavePassedHasTheIdsOfTwoMinutes() {
		follow(BEGINNING);
		for (int i = 0; i < 500; i++) {
			this.server.add("a" + i, "sent");
			advance(INTERVAL);
		}
		EmailLogPosition position = this.emitted.get(this.emitted.size() - 1).position();
		assertThat(position.ids()).hasSize(5).contains("a499", "a495");
		assertThat(position.openIds()).isEmpty();
	}

	@Test
	void followWhenPositionIsInTheFutureEmitsWhatComesThen() {
		follow(EmailLogPosition.at(this.server.now().plusSeconds(60)));
		this.server.add("a", "sent");
		advance(Duration.ofSeconds(61));
		this.server.add("b", "sent");
		advance(INTERVAL);
		assertThat(ids()).containsExactly("b");
	}

	@Test
	void followWhenQueryHasFiltersSendsThemWithMaximumPageSize() {
		EmailLogQuery query = EmailLogQuery.builder().providerId("dprov_1").search("Order").build();
		subscribe(this.server.emails(INTERVAL).follow(query, BEGINNING));
		assertThat(this.server.requests().get(0).query()).containsEntry("provider_id", "dprov_1")
			.containsEntry("search", "Order")
			.containsEntry("limit", "100")
			.containsEntry("from_date", "2026-05-25T02:00:00Z")
			.hasSize(4);
	}

	@Test
	void followWhenQueryHasStatusOrDatesFailsBeforeSending() {
		EmailLogQuery query = EmailLogQuery.builder()
			.status(EmailStatus.FAILED)
			.from(FakeDeliveryLog.START)
			.to(FakeDeliveryLog.START)
			.build();
		subscribe(this.server.emails(INTERVAL).follow(query, BEGINNING));
		assertThat(this.failures).singleElement()
			.isInstanceOfSatisfying(SendmuxValidationException.class,
					(ex) -> assertThat(ex.violations()).extracting("field")
						.containsExactly("from_date", "to_date", "status"));
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void followWhenNumbersAreRandomEmitsEachOnce() {
		Random random = new Random(21);
		follow(BEGINNING);
		Set<String> expected = new LinkedHashSet<>();
		IntStream.range(0, 400).forEach((step) -> {
			int count = random.nextInt(4);
			for (int i = 0; i < count; i++) {
				String id = "a" + step + "_" + i;
				this.server.add(id, "sent", later(this.server.now().minusMillis(random.nextInt(119_000))));
				expected.add(id);
			}
			if (random.nextInt(10) == 0) {
				this.server.fail(random.nextBoolean() ? 503 : 429, "internal_error", true);
			}
			advance(Duration.ofMillis(random.nextInt(20_000)));
		});
		advance(Duration.ofMinutes(10));
		assertThat(ids()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
	}

	private static Instant later(Instant time) {
		return time.isBefore(FakeDeliveryLog.START) ? FakeDeliveryLog.START : time;
	}

	private static ClientRequest firstPage() {
		return ClientRequest
			.create(HttpMethod.GET, URI.create("http://localhost/emails/logs?limit=100&from_date=2026-05-25T02:00:00Z"))
			.build();
	}

	private Disposable follow(EmailLogPosition position) {
		return subscribe(this.server.emails(INTERVAL).follow(EmailLogQuery.all(), position));
	}

	private Disposable subscribe(Flux<FollowedEmailLog> log) {
		return log.subscribe(this.emitted::add, this.failures::add);
	}

	private List<String> ids() {
		return this.emitted.stream().map((entry) -> entry.log().id()).toList();
	}

	private void advance(Duration duration) {
		this.time.advanceTimeBy(duration);
	}

	/**
	 * Requests nothing by itself.
	 */
	private final class Demand extends BaseSubscriber<FollowedEmailLog> {

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			// Nothing is requested.
		}

		@Override
		protected void hookOnNext(FollowedEmailLog entry) {
			EmailLogFollowTests.this.emitted.add(entry);
		}

	}

}
