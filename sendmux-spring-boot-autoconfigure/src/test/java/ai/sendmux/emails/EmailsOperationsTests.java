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
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestResponses;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SendmuxEmailsTemplate}.
 */
class EmailsOperationsTests {

	private static final Instant NOON = Instant.parse("2026-05-25T12:00:00Z");

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().gzipDisabled(true))
		.build();

	private final SendmuxEmailsOperations emails = new SendmuxEmailsTemplate(TestCalls.retryingClient(server.baseUrl()),
			Duration.ofSeconds(30), Mono.never());

	@Test
	void logWhenResponseHasAllFieldsReadsThem() {
		respond(okJson(TestResponses.envelope(EmailsResponses.LOG)).withHeader("ETag", "W/\"1\""));
		EmailLog log = TestCalls.resultOf(this.emails.log("dlog_1"));
		assertThat(log).isEqualTo(new EmailLog("dlog_1", "dprov_1", "Transactional SMTP", "<1@example.com>",
				"sender@example.com", "acme@example.com", "ada@example.com", "Your order", "failed", "550 No such user",
				3, Instant.parse("2026-05-25T02:18:01Z"), 2048L, Instant.parse("2026-05-25T02:18:00Z"), 2, 1, 1,
				List.of("dgrp_1"), List.of(new EmailRecipient("ada@example.com", "to", "accepted", null),
						new EmailRecipient("bob@example.com", "cc", "rejected", "No such user")),
				"W/\"1\""));
		assertThat(log.status()).isEqualTo(EmailStatus.FAILED);
		assertThat(log.recipients()).extracting(EmailRecipient::type)
			.containsExactly(EmailRecipient.Type.TO, EmailRecipient.Type.CC);
		assertThat(log.recipients()).extracting(EmailRecipient::status)
			.containsExactly(EmailRecipient.Status.ACCEPTED, EmailRecipient.Status.REJECTED);
		assertThat(urls()).containsExactly("/api/v1/emails/logs/dlog_1");
	}

	@Test
	void logWhenFieldsAreNullHasEmptyValues() {
		respond(okJson(TestResponses
			.envelope("{\"id\":\"dlog_1\",\"status\":null,\"recipients\":null,\"delivery_group\":null}")));
		EmailLog log = TestCalls.resultOf(this.emails.log("dlog_1"));
		assertThat(log.status()).isEqualTo(EmailStatus.UNKNOWN);
		assertThat(log.recipients()).isEmpty();
		assertThat(log.deliveryGroup()).isEmpty();
		assertThat(log.recipientCount()).isNull();
		assertThat(log.version()).isNull();
	}

	@Test
	void logWhenValuesAreUnknownKeepsTheirNames() {
		respond(okJson(TestResponses.envelope("{\"id\":\"dlog_1\",\"status\":\"deferred\",\"recipients\":"
				+ "[{\"email\":\"a@b.example\",\"type\":\"news\",\"status\":\"greylisted\"}]}")));
		EmailLog log = TestCalls.resultOf(this.emails.log("dlog_1"));
		assertThat(log.status()).isEqualTo(EmailStatus.UNKNOWN);
		assertThat(log.statusText()).isEqualTo("deferred");
		EmailRecipient recipient = log.recipients().get(0);
		assertThat(recipient.type()).isEqualTo(EmailRecipient.Type.UNKNOWN);
		assertThat(recipient.typeText()).isEqualTo("news");
		assertThat(recipient.status()).isEqualTo(EmailRecipient.Status.UNKNOWN);
		assertThat(recipient.statusText()).isEqualTo("greylisted");
	}

	@Test
	void logWhenResponseIsAboutAnotherEntryFails() {
		respond(okJson(TestResponses.envelope("{\"id\":\"dlog_2\"}")));
		StepVerifier.create(this.emails.log("dlog_1"))
			.expectErrorSatisfies((failure) -> assertThat(failure).isExactlyInstanceOf(SendmuxResponseException.class)
				.hasMessageContaining("another resource"))
			.verify(TestCalls.TIMEOUT);
	}

	@Test
	void logWhenEntryDoesNotExistFails() {
		respond(aResponse().withStatus(404)
			.withBody(TestResponses.envelope("{}").replace("\"ok\": true", "\"ok\": false")));
		StepVerifier.create(this.emails.log("dlog_1"))
			.expectError(SendmuxNotFoundException.class)
			.verify(TestCalls.TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", "..", "a%2Fb", "a b", "a?b" })
	void logWhenIdIsNotPathSegmentThrowsAtOnce(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.emails.log(id)).withMessageContaining("'logId'");
	}

	@ParameterizedTest
	@EnumSource(names = { "SENT", "FAILED", "REJECTED" })
	void refreshWhenStatusIsFinalSendsNothing(EmailStatus status) {
		EmailLog log = log(status.wireName(), "W/\"1\"");
		assertThat(TestCalls.resultOf(this.emails.refresh(log))).isSameAs(log);
		assertThat(urls()).isEmpty();
	}

	@Test
	void refreshWhenUnchangedReturnsTheSameInstance() {
		respond(aResponse().withStatus(304).withHeader("ETag", "W/\"1\""));
		EmailLog log = log("pending", "W/\"1\"");
		assertThat(TestCalls.resultOf(this.emails.refresh(log))).isSameAs(log);
		assertThat(requests().get(0).getHeader("If-None-Match")).isEqualTo("W/\"1\"");
	}

	@Test
	void refreshWhenChangedReturnsNewVersion() {
		respond(okJson(TestResponses.envelope(EmailsResponses.LOG)).withHeader("ETag", "W/\"2\""));
		EmailLog log = TestCalls.resultOf(this.emails.refresh(log("deferred", "W/\"1\"")));
		assertThat(log.status()).isEqualTo(EmailStatus.FAILED);
		assertThat(log.version()).isEqualTo("W/\"2\"");
	}

	@Test
	void refreshWhenThereIsNoVersionReadsTheEntry() {
		respond(okJson(TestResponses.envelope(EmailsResponses.LOG)));
		TestCalls.resultOf(this.emails.refresh(log("pending", null)));
		assertThat(requests().get(0).containsHeader("If-None-Match")).isFalse();
	}

	@Test
	void logsWhenAllFiltersAreSetSendsThem() {
		respond(okJson("{\"data\":[],\"pagination\":{\"has_more\":false}}"));
		EmailLogQuery query = EmailLogQuery.builder()
			.status(EmailStatus.FAILED)
			.from(LocalDate.of(2026, 5, 24))
			.to(NOON)
			.providerId("dprov_1")
			.search("Ada & \u00e4")
			.pageSize(7)
			.build();
		StepVerifier.create(this.emails.logs(query)).expectComplete().verify(TestCalls.TIMEOUT);
		assertThat(urls())
			.containsExactly("/api/v1/emails/logs?status=failed&from_date=2026-05-24&to_date=2026-05-25T12%3A00%3A00Z"
					+ "&provider_id=dprov_1&search=Ada%20%26%20%C3%A4&limit=7");
	}

	@Test
	void logsWhenQueryIsEmptySendsNoParameter() {
		respond(okJson("{\"data\":[{\"id\":\"dlog_1\"}],\"pagination\":{\"has_more\":false}}"));
		StepVerifier.create(this.emails.logs(EmailLogQuery.all()).map(EmailLog::id))
			.expectNext("dlog_1")
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
		assertThat(urls()).containsExactly("/api/v1/emails/logs");
	}

	@Test
	void logsWhenAnItemHasNoIdEmitsTheOthersThenFails() {
		respond(okJson(
				"{\"data\":[{\"id\":\"dlog_1\"},{},{\"id\":\" \"},null,7],\"pagination\":{\"has_more\":false}}"));
		StepVerifier.create(this.emails.logs(EmailLogQuery.all()).map(EmailLog::id))
			.expectNext("dlog_1")
			.expectError(SendmuxResponseException.class)
			.verify(TestCalls.TIMEOUT);
	}

	@Test
	void logsPageWhenMoreFollowReturnsPageAndCursor() {
		respond(okJson("{\"data\":[{\"id\":\"dlog_1\"}],\"pagination\":{\"has_more\":true,\"next_cursor\":\"c2\"}}"));
		EmailLogPage page = TestCalls.resultOf(this.emails.logsPage(EmailLogQuery.all(), "c1"));
		assertThat(page.items()).extracting(EmailLog::id).containsExactly("dlog_1");
		assertThat(page.hasMore()).isTrue();
		assertThat(page.nextCursor()).isEqualTo("c2");
		assertThat(urls()).containsExactly("/api/v1/emails/logs?cursor=c1");
	}

	@Test
	void metricsWhenResponseHasAllFieldsReadsThem() {
		respond(okJson(TestResponses.envelope(EmailsResponses.METRICS)));
		EmailMetrics metrics = TestCalls.resultOf(this.emails.metrics(EmailMetricsQuery.builder().build()));
		assertThat(metrics).isEqualTo(new EmailMetrics(new EmailMetrics.Counts(100, 90, 5, 3, 2),
				new EmailMetrics.Comparison(50, 45, 4, 1, 0, new EmailMetrics.Change(100.0, 100.5, 25.0, 200.0, -1.5)),
				List.of(new EmailMetrics.Interval(Instant.parse("2026-05-24T00:00:00Z"), 40, 36, 2, 1, 1),
						new EmailMetrics.Interval(Instant.parse("2026-05-25T00:00:00Z"), 60, 54, 3, 2, 1))));
		assertThat(urls()).containsExactly("/api/v1/emails/metrics");
	}

	@Test
	void metricsWhenAllFiltersAreSetSendsThem() {
		respond(okJson(TestResponses.envelope(EmailsResponses.METRICS)));
		EmailMetricsQuery query = EmailMetricsQuery.builder()
			.window(EmailMetricsQuery.Window.LAST_7_DAYS)
			.from(NOON)
			.to(LocalDate.of(2026, 5, 26))
			.granularity(EmailMetricsQuery.Granularity.HOURLY)
			.providerId("dprov_1")
			.build();
		TestCalls.resultOf(this.emails.metrics(query));
		assertThat(urls()).containsExactly("/api/v1/emails/metrics?window=7d&from_date=2026-05-25T12%3A00%3A00Z"
				+ "&to_date=2026-05-26&granularity=hourly&provider_id=dprov_1");
	}

	@Test
	void metricsWhenFieldsAreAbsentHasZeros() {
		respond(okJson(TestResponses.envelope("{}")));
		EmailMetrics metrics = TestCalls.resultOf(this.emails.metrics(EmailMetricsQuery.builder().build()));
		assertThat(metrics.summary()).isEqualTo(new EmailMetrics.Counts(0, 0, 0, 0, 0));
		assertThat(metrics.comparison().change().total()).isNull();
		assertThat(metrics.timeseries()).isEmpty();
	}

	static Stream<Arguments> invalidQueries() {
		return Stream.of(invalid((query) -> query.status(EmailStatus.UNKNOWN), "status"),
				invalid((query) -> query.pageSize(0), "limit"), invalid((query) -> query.pageSize(101), "limit"),
				invalid((query) -> query.providerId("a/b"), "provider_id"),
				invalid((query) -> query.search(""), "search"),
				invalid((query) -> query.from(NOON).to(NOON.minusNanos(1)), "to_date"),
				invalid((query) -> query.from(LocalDate.of(2026, 5, 26)).to(NOON), "to_date"),
				invalid((query) -> query.from(NOON.plusSeconds(86_400)).to(LocalDate.of(2026, 5, 25)), "to_date"),
				invalid((query) -> query.from(Instant.MIN).to(Instant.MAX), "from_date", "to_date"),
				invalid((query) -> query.from(LocalDate.MIN).to(LocalDate.MAX), "from_date", "to_date"));
	}

	@ParameterizedTest
	@MethodSource("invalidQueries")
	void logsWhenQueryIsInvalidFailsBeforeSending(EmailLogQuery query, List<String> fields) {
		StepVerifier.create(this.emails.logs(query))
			.expectErrorSatisfies(
					(failure) -> assertThat(failure).isInstanceOfSatisfying(SendmuxValidationException.class,
							(ex) -> assertThat(ex.violations()).extracting("field").isEqualTo(fields)))
			.verify(TestCalls.TIMEOUT);
		assertThat(urls()).isEmpty();
	}

	@Test
	void logsWhenPeriodIsOneDayOrInstantSendsRequest() {
		respond(okJson("{\"data\":[],\"pagination\":{\"has_more\":false}}"));
		LocalDate day = LocalDate.of(2026, 5, 25);
		for (EmailLogQuery query : List.of(EmailLogQuery.builder().from(day).to(day).build(),
				EmailLogQuery.builder().from(NOON).to(NOON).build(),
				EmailLogQuery.builder().from(NOON).to(day).build())) {
			StepVerifier.create(this.emails.logs(query)).expectComplete().verify(TestCalls.TIMEOUT);
		}
		assertThat(urls()).hasSize(3);
	}

	@Test
	void metricsWhenQueryIsInvalidFailsBeforeSending() {
		EmailMetricsQuery query = EmailMetricsQuery.builder()
			.from(NOON)
			.to(NOON.minusSeconds(1))
			.providerId("")
			.build();
		StepVerifier.create(this.emails.metrics(query))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOfSatisfying(
					SendmuxValidationException.class,
					(ex) -> assertThat(ex.violations()).extracting("field").containsExactly("to_date", "provider_id")))
			.verify(TestCalls.TIMEOUT);
		assertThat(urls()).isEmpty();
	}

	@Test
	void queryWhenDateHasAnotherTypeThrows() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new EmailLogQuery(null, LocalDateTime.of(2026, 5, 25, 12, 0), null, null, null, null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new EmailMetricsQuery(null, null, YearMonth.of(2026, 5), null, null));
	}

	private static Arguments invalid(UnaryOperator<EmailLogQuery.Builder> change, String... fields) {
		return Arguments.of(change.apply(EmailLogQuery.builder()).build(), List.of(fields));
	}

	private static EmailLog log(String status, @Nullable String version) {
		return new EmailLog("dlog_1", null, null, null, null, null, null, null, status, null, 0, null, null, null, null,
				null, null, List.of(), List.of(), version);
	}

	private static void respond(ResponseDefinitionBuilder response) {
		server.stubFor(any(anyUrl()).willReturn(response));
	}

	private static List<LoggedRequest> requests() {
		return server.findAll(anyRequestedFor(anyUrl()));
	}

	private static List<String> urls() {
		return requests().stream().map(LoggedRequest::getUrl).toList();
	}

}
