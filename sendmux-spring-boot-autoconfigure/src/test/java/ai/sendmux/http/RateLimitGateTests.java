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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimitGate}, under virtual time.
 */
@Isolated
class RateLimitGateTests {

	private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	private static final Duration JITTER = Duration.ofMillis(100);

	private final List<String> entered = new ArrayList<>();

	private final Map<String, Sinks.Empty<Void>> ends = new HashMap<>();

	private final List<Throwable> failures = new ArrayList<>();

	private final List<Disposable> subscriptions = new ArrayList<>();

	private VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private RateLimitGate gate = gate(60, 100);

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.gate = gate(60, 100);
	}

	@AfterEach
	void tearDown() {
		this.subscriptions.forEach(Disposable::dispose);
		VirtualTimeScheduler.reset();
	}

	private static RateLimitGate gate(int maxWaitSeconds, int maxWaiting) {
		return new RateLimitGate(new ApiPacingSettings(true, Duration.ofSeconds(maxWaitSeconds), maxWaiting),
				Duration.ofMinutes(2));
	}

	@Test
	void everybodyEntersWhileNothingIsKnown() {
		arrive("a", "b", "c");
		assertThat(this.entered).containsExactly("a", "b", "c");
	}

	@Test
	void attemptsOnTheirWayAreTakenOffWhatRemains() {
		told(100, 2, 10);
		arrive("a", "b", "c");
		assertThat(this.entered).containsExactly("a", "b");
		told(100, 1, 10);
		end("a");
		assertThat(this.entered).containsExactly("a", "b");
		told(100, 0, 10);
		end("b");
		assertThat(this.entered).containsExactly("a", "b");
	}

	@Test
	void oneAttemptGoesFirstWhenTheWindowEndsAndTheOthersFollowInOrder() {
		told(100, 0, 10);
		arrive("a", "b", "c", "d");
		this.time.advanceTimeBy(Duration.ofSeconds(10).minusMillis(1));
		assertThat(this.entered).isEmpty();
		this.time.advanceTimeBy(JITTER);
		assertThat(this.entered).containsExactly("a");
		told(100, 2, 10);
		end("a");
		assertThat(this.entered).containsExactly("a", "b", "c");
		assertThat(this.gate.latest()).isEqualTo(new SendmuxRateLimit(100, 2, START.plusSeconds(20)));
	}

	@Test
	void refusedFirstAttemptKeepsTheOthersBack() {
		told(100, 0, 10);
		arrive("a", "b", "c");
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		observe(headers(100, 0, START.plusSeconds(10)), true);
		end("a");
		assertThat(this.entered).containsExactly("a");
		this.time.advanceTimeBy(Duration.ofSeconds(1).plus(JITTER));
		assertThat(this.entered).containsExactly("a", "b");
	}

	@Test
	void refusalWithALongerWaitIsHeeded() {
		HttpHeaders headers = headers(100, 0, START.plusSeconds(2));
		headers.set(HttpHeaders.RETRY_AFTER, "30");
		observe(headers, true);
		arrive("a");
		this.time.advanceTimeBy(Duration.ofSeconds(29));
		assertThat(this.entered).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(1).plus(JITTER));
		assertThat(this.entered).containsExactly("a");
	}

	@Test
	void slowFirstAttemptIsFollowedByAnother() {
		told(100, 0, 10);
		arrive("slow", "b", "c");
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		assertThat(this.entered).containsExactly("slow");
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.entered).containsExactly("slow", "b");
	}

	@Test
	void bulkWorkLeavesAReserve() {
		told(100, 6, 10);
		arrive("bulk 1", "bulk 2", "single 1", "single 2");
		assertThat(this.entered).containsExactly("bulk 1", "single 1", "single 2");
	}

	@Test
	void singleAttemptsGoBeforeBulkWork() {
		told(100, 0, 10);
		arrive("bulk 1", "bulk 2", "single 1");
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		assertThat(this.entered).containsExactly("single 1");
		told(100, 99, 10);
		end("single 1");
		assertThat(this.entered).containsExactly("single 1", "bulk 1", "bulk 2");
	}

	@Test
	void unpacedAttemptDoesNotWait() {
		told(100, 0, 10);
		arrive("single", "unpaced");
		assertThat(this.entered).containsExactly("unpaced");
	}

	@Test
	void gateThatIsSwitchedOffHoldsNobodyButStillListens() {
		this.gate = new RateLimitGate(new ApiPacingSettings(false, Duration.ofSeconds(60), 100), Duration.ofMinutes(2));
		told(100, 0, 10);
		arrive("a");
		assertThat(this.entered).containsExactly("a");
		assertThat(this.gate.latest()).isEqualTo(new SendmuxRateLimit(100, 0, START.plusSeconds(10)));
	}

	@Test
	void cancelledWaitLeavesNoTrace() {
		told(100, 0, 10);
		arrive("a", "b");
		this.subscriptions.forEach(Disposable::dispose);
		told(100, 1, 20);
		arrive("c");
		assertThat(this.entered).containsExactly("c");
	}

	@Test
	void callThatIsCancelledAsItJoinsTheLineLeavesNoTrace() {
		told(100, 0, 10);
		Mono.from(pass("a")).subscribe(new CancellingSubscriber());
		told(100, 1, 20);
		arrive("c");
		assertThat(this.entered).containsExactly("c");
	}

	@Test
	void resetThatIsTooFarAwayRefusesAtOnce() {
		told(100, 0, 61);
		arrive("a");
		assertThat(refusal().retryAfter()).isEqualTo(Duration.ofSeconds(61));
		assertThat(refusal().attempts()).isZero();
		assertThat(refusal().rateLimit()).isEqualTo(this.gate.latest());
		assertThat(refusal().outcomeUnknown()).isFalse();
	}

	@Test
	void lineThatIsFullRefusesAtOnce() {
		this.gate = gate(60, 2);
		told(100, 0, 30);
		arrive("a", "b", "c");
		assertThat(refusal().retryAfter()).isEqualTo(Duration.ofSeconds(30));
		this.time.advanceTimeBy(Duration.ofSeconds(30).plus(JITTER));
		assertThat(this.entered).containsExactly("a");
	}

	@Test
	void lineThatIsLongerThanTheWindowsAdmitIsLeftInTime() {
		told(100, 0, 40);
		arrive("a", "b");
		this.time.advanceTimeBy(Duration.ofSeconds(40).plus(JITTER));
		assertThat(this.entered).containsExactly("a");
		told(100, 0, 40);
		end("a");
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		assertThat(this.entered).containsExactly("a");
		assertThat(refusal().retryAfter()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));
	}

	@Test
	void lateAnswerOfAnEarlierWindowTellsNothing() {
		told(100, 50, 60);
		observe(headers(100, 0, START), false);
		arrive("a");
		assertThat(this.entered).containsExactly("a");
	}

	@Test
	void lateAnswerOfTheSameWindowTellsNothing() {
		told(100, 0, 60);
		told(100, 10, 60);
		arrive("a");
		assertThat(this.entered).isEmpty();
	}

	@Test
	void resetThatIsRoundedEitherWayIsTheSameWindow() {
		observe(headers(100, 10, START.plusSeconds(31)), false);
		observe(headers(100, 0, START.plusSeconds(30)), false);
		arrive("a");
		assertThat(this.entered).isEmpty();
	}

	@Test
	void clockOfTheServerCountsWhereClocksDiffer() {
		Instant serverTime = START.minus(Duration.ofHours(3));
		HttpHeaders headers = headers(100, 0, serverTime.plusSeconds(10));
		headers.set(HttpHeaders.DATE, DateTimeFormatter.RFC_1123_DATE_TIME.format(serverTime.atZone(ZoneOffset.UTC)));
		observe(headers, false);
		arrive("a");
		this.time.advanceTimeBy(Duration.ofSeconds(9));
		assertThat(this.entered).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(1).plus(JITTER));
		assertThat(this.entered).containsExactly("a");
	}

	@Test
	void resetThatMakesNoSenseIsIgnored() {
		HttpHeaders headers = headers(100, 0, START);
		headers.set("X-RateLimit-Reset", "31556889864403199");
		observe(headers, false);
		arrive("a");
		assertThat(this.entered).containsExactly("a");
	}

	@Test
	void longLineThatFailsAtOnceDoesNotNest() {
		this.gate = gate(60, 20_000);
		told(30_000, 0, 10);
		for (int i = 0; i < 20_000; i++) {
			Mono<Void> attempt = this.gate.pass(call("single"), Mono.error(new IllegalStateException("closed")));
			this.subscriptions.add(attempt.subscribe((nothing) -> {
			}, this.failures::add));
		}
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		assertThat(this.failures).hasSize(20_000).allMatch(IllegalStateException.class::isInstance);
	}

	private void arrive(String... names) {
		for (String name : names) {
			this.subscriptions.add(pass(name).subscribe((nothing) -> {
			}, this.failures::add));
		}
	}

	private Mono<Void> pass(String name) {
		Sinks.Empty<Void> end = Sinks.empty();
		this.ends.put(name, end);
		return this.gate.pass(call(name), Mono.defer(() -> {
			this.entered.add(name);
			return end.asMono();
		}));
	}

	private static ApiCall<?> call(String name) {
		ApiRequest.Builder<Object> request = ApiOperation.get("test", "/test", Object.class).request();
		if (name.startsWith("bulk")) {
			request.bulk();
		}
		if (name.startsWith("unpaced")) {
			request.unpaced();
		}
		return new ApiCall<>(request.build());
	}

	private void end(String name) {
		Objects.requireNonNull(this.ends.get(name)).tryEmitEmpty();
	}

	private SendmuxRateLimitException refusal() {
		assertThat(this.failures).hasSize(1);
		return (SendmuxRateLimitException) this.failures.get(0);
	}

	private void told(long limit, long remaining, int secondsUntilReset) {
		Instant now = now();
		long wholeSeconds = now.getEpochSecond();
		observe(headers(limit, remaining, Instant.ofEpochSecond(wholeSeconds + secondsUntilReset)), false);
	}

	private static HttpHeaders headers(long limit, long remaining, Instant reset) {
		HttpHeaders headers = new HttpHeaders();
		headers.set("X-RateLimit-Limit", Long.toString(limit));
		headers.set("X-RateLimit-Remaining", Long.toString(remaining));
		headers.set("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()));
		return headers;
	}

	private void observe(HttpHeaders headers, boolean refused) {
		this.gate.observe(new AnswerHeaders(headers, Clock.fixed(now(), ZoneOffset.UTC)), refused);
	}

	private static Instant now() {
		return START.plusMillis(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
	}

}
