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

package ai.sendmux.http.fault;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.http.FakeResponse;
import ai.sendmux.http.FakeSendmux;
import ai.sendmux.http.FaultCall;
import ai.sendmux.http.FaultCertificates;
import ai.sendmux.http.FaultClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a caller gets when the network or the server fails, against real
 * sockets.
 */
class FaultTests {

	private static final Path DOCUMENTATION = Path.of("..", "docs", "faults.md");

	static Stream<FaultRow> faults() {
		String transport = "`SendmuxTransportException`, ";
		String server = "`SendmuxServerException`, ";
		String timeout = "`SendmuxTimeoutException` RESPONSE, ";
		String again = "succeeds, 2 requests";
		String often = "3 attempts, 3 requests";
		String limited = "`SendmuxRateLimitException`, 1 attempt, 1 request";
		String unreadable = "`SendmuxResponseException`, ";
		return Stream.of(
				FaultRow.elsewhere("The port refuses the connection", FaultRow::refusing,
						transport + "3 attempts, 0 requests"),
				FaultRow.elsewhere("The host name is unknown",
						() -> URI.create("http://" + FaultClient.UNKNOWN_HOST + ":9/api/v1"),
						transport + "3 attempts, 0 requests"),
				FaultRow.secure("The certificate is for another name", FaultCertificates::wrongName,
						transport + "1 attempt, 0 requests"),
				FaultRow.secure("The certificate has expired", FaultCertificates::expired,
						transport + "1 attempt, 0 requests"),
				FaultRow.secure("The certificate is of an unknown issuer", FaultCertificates::unknownIssuer,
						transport + "1 attempt, 0 requests"),
				FaultRow.once("The connection is reset before the request is read", FakeResponse.RESET_BEFORE_READING,
						"succeeds, 1 request", "succeeds, 1 request",
						transport + "1 attempt, 0 requests, outcome unknown", "succeeds, 1 request",
						"succeeds, 1 request"),
				FaultRow.lostResponse("The connection is reset after the request was read",
						FakeResponse.RESET_AFTER_READING, false),
				FaultRow.always("The connection is reset every time", FakeResponse.RESET_AFTER_READING,
						transport + often + ", outcome unknown", transport + often,
						transport + "1 attempt, 1 request, outcome unknown", transport + often + ", outcome unknown",
						transport + often + ", outcome unknown"),
				FaultRow.once("Half a response arrives, then the connection closes", FakeResponse.HALF, again, again,
						unreadable + "1 attempt, 1 request, outcome unknown",
						unreadable + "1 attempt, 1 request, outcome unknown", again),
				FaultRow.lostResponse("The response is not HTTP", FakeResponse.GARBAGE, false),
				FaultRow.lostResponse("The headers stop coming", FakeResponse.STATUS_LINE_THEN_NOTHING, true),
				FaultRow.lostResponse("The body stops coming", FakeResponse.HALF_A_BODY_THEN_NOTHING, true),
				FaultRow.lostResponse("The server never responds", FakeResponse.NOTHING, true),
				FaultRow.always("The server never responds to any attempt", FakeResponse.NOTHING,
						timeout + often + ", outcome unknown", timeout + often,
						timeout + "1 attempt, 1 request, outcome unknown", timeout + often + ", outcome unknown",
						timeout + often + ", outcome unknown"),
				FaultRow.once("The response reports success but is empty", FakeResponse.EMPTY_SUCCESS, again, again,
						unreadable + "1 attempt, 1 request, outcome unknown",
						unreadable + "1 attempt, 1 request, outcome unknown", "succeeds, 1 request"),
				FaultRow.once("The response reports success but is HTML", FakeResponse.HTML_SUCCESS, again, again,
						unreadable + "1 attempt, 1 request, outcome unknown",
						unreadable + "1 attempt, 1 request, outcome unknown", again),
				FaultRow.always("Every response reports success but is HTML", FakeResponse.HTML_SUCCESS,
						unreadable + "2 attempts, 2 requests, outcome unknown", unreadable + often,
						unreadable + "1 attempt, 1 request, outcome unknown",
						unreadable + "1 attempt, 1 request, outcome unknown", unreadable + often + ", outcome unknown"),
				FaultRow.once("The response is compressed and damaged", FakeResponse.DAMAGED_GZIP, again, again,
						unreadable + "1 attempt, 1 request, outcome unknown",
						unreadable + "1 attempt, 1 request, outcome unknown", again),
				FaultRow.once("A proxy responds with 502 with HTML", FakeResponse.HTML_BAD_GATEWAY, again, again,
						server + "1 attempt, 1 request, outcome unknown", again, again),
				FaultRow.always("A proxy responds with 502 every time", FakeResponse.HTML_BAD_GATEWAY,
						server + often + ", outcome unknown", server + often,
						server + "1 attempt, 1 request, outcome unknown", server + often + ", outcome unknown",
						server + often + ", outcome unknown"),
				FaultRow.limited("429 with `Retry-After` in seconds", () -> "Retry-After: 1\r\n"),
				FaultRow.limited("429 with `Retry-After` as a date", FaultTests::retryInOneSecond),
				FaultRow.limited("429 without `Retry-After`, with `X-RateLimit-Reset`", FaultTests::resetInOneSecond),
				FaultRow.limited("429 without either", () -> ""),
				FaultRow.once("429 with `Retry-After` of an hour",
						FakeResponse.error(429, "rate_limit_exceeded", true, "Retry-After: 3600\r\n"),
						FaultRow.same(limited).toArray(String[]::new)));
	}

	private static String retryInOneSecond() {
		ZonedDateTime date = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(1);
		return "Retry-After: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(date) + "\r\n";
	}

	private static String resetInOneSecond() {
		long reset = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(1).toEpochSecond();
		return "X-RateLimit-Limit: 600\r\nX-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: " + reset + "\r\n";
	}

	@ParameterizedTest
	@MethodSource("faults")
	void callWhenFaultyEndsAsDocumented(FaultRow row) {
		StepVerifier
			.create(Flux.fromIterable(FaultCall.ALL).flatMapSequential((call) -> outcome(row, call)).collectList())
			.assertNext((outcomes) -> assertThat(outcomes).isEqualTo(row.outcomes()))
			.expectComplete()
			.verify(FaultClient.PATIENCE);
	}

	@Test
	void guideHasTableOfFaults() throws IOException {
		List<String> documented = Files.readAllLines(DOCUMENTATION)
			.stream()
			.dropWhile((line) -> !line.startsWith("| Fault "))
			.skip(2)
			.takeWhile((line) -> line.startsWith("|"))
			.toList();
		assertThat(documented).isEqualTo(faults().map(FaultRow::toMarkdown).toList());
	}

	private Mono<String> outcome(FaultRow row, FaultCall call) {
		return Mono.using(row.server()::get,
				(server) -> Mono.using(() -> new FaultClient(row.target(server), row.settings()),
						(client) -> call.on(client.providers())
							.then(Mono.<Throwable>empty())
							.onErrorResume(Mono::just)
							.map((failure) -> describe(call, (SendmuxException) failure, server))
							.switchIfEmpty(Mono.fromCallable(() -> describeSuccess(call, server)))),
				FaultTests::close);
	}

	private static void close(FakeSendmux server) {
		try {
			server.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String describeSuccess(FaultCall call, FakeSendmux server) {
		checkKeys(call, server);
		assertThat(server.accounts().created()).isEqualTo((call == FaultCall.CREATE) ? 1 : 0);
		return "succeeds, " + count(server.requests().size(), "request");
	}

	private String describe(FaultCall call, SendmuxException failure, FakeSendmux server) {
		checkKeys(call, server);
		assertThat(server.accounts().created()).isLessThanOrEqualTo(1);
		assertThat(server.accounts().changes()).isLessThanOrEqualTo(1);
		if (!server.requests().isEmpty()) {
			assertThat(failure.idempotencyKey()).isEqualTo(server.requests().get(0).idempotencyKey());
		}
		assertThat(failure.getSuppressed()).hasSize(failure.attempts() - 1);
		String bound = (failure instanceof SendmuxTimeoutException timeout) ? " " + timeout.bound() : "";
		return "`" + failure.getClass().getSimpleName() + "`" + bound + ", " + count(failure.attempts(), "attempt")
				+ ", " + count(server.requests().size(), "request")
				+ (failure.outcomeUnknown() ? ", outcome unknown" : "");
	}

	private static void checkKeys(FaultCall call, FakeSendmux server) {
		List<String> keys = server.requests()
			.stream()
			.map((request) -> Objects.requireNonNullElse(request.idempotencyKey(), "none"))
			.distinct()
			.toList();
		assertThat(keys).hasSizeLessThanOrEqualTo(1);
		if (call != FaultCall.CREATE) {
			assertThat(keys).allMatch("none"::equals);
		}
		else {
			assertThat(keys).doesNotContain("none");
		}
	}

	private static String count(int number, String thing) {
		return number + " " + thing + ((number == 1) ? "" : "s");
	}

}
