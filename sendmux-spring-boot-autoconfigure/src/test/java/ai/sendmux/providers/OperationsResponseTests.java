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

package ai.sendmux.providers;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what each operation of {@link SendmuxProvidersTemplate} emits.
 */
class OperationsResponseTests {

	private static final ResourceLimitSnapshot ACCOUNT_LIMIT = ResourceLimitSnapshot.builder()
		.resourceType("sending_accounts")
		.usage(9)
		.maxAllowed(10)
		.reserved(1)
		.thresholdUsage(8)
		.usageRatio(0.9)
		.isAtLimit(true)
		.isNearLimit(true)
		.canRequestIncrease(true)
		.pendingRequestId("trir_1")
		.build();

	private static final SharedAmazonSesLimit SES_LIMIT = SharedAmazonSesLimit.builder()
		.providerId("dprov_ses")
		.dailyLimit(50_000L)
		.sentToday(41_000)
		.thresholdUsage(40_000L)
		.usageRatio(0.82)
		.isNearLimit(true)
		.canRequestIncrease(true)
		.pendingRequestId("slir_1")
		.build();

	private static final SharedAmazonSesLimitRequest SES_REQUEST = SharedAmazonSesLimitRequest.builder()
		.id("slir_1")
		.status(SharedAmazonSesLimitRequestStatus.APPROVED)
		.currentDailyLimit(50_000)
		.currentDailySent(41_000)
		.approvedDailyLimit(90_000L)
		.decisionNote("Well done")
		.createdAt(Instant.parse("2026-05-25T02:18:00Z"))
		.decidedAt(Instant.parse("2026-05-26T02:18:00Z"))
		.build();

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final SendmuxProvidersOperations providers = OperationsCalls.providers(server.baseUrl());

	@ParameterizedTest
	@EnumSource(names = { "CREATE", "GET", "UPDATE", "ACTIVATE", "DEACTIVATE" })
	@SuppressWarnings("unchecked")
	void operationEmitsTheAccount(OperationCase operation) {
		Mono<Provider> call = (Mono<Provider>) operation.call(this.providers);
		assertThat(answered(operation, call)).isEqualTo(provider());
	}

	@Test
	void listEmitsTheAccounts() {
		server.stubFor(OperationCase.LIST.answerData(OperationResponses.PROVIDER));
		StepVerifier.create(this.providers.list())
			.expectNext(provider())
			.expectComplete()
			.verify(OperationsCalls.TIMEOUT);
	}

	@Test
	void listWhenThereAreNoneIsEmpty() {
		server.stubFor(OperationCase.LIST.answer());
		StepVerifier.create(this.providers.list()).expectComplete().verify(OperationsCalls.TIMEOUT);
	}

	@Test
	void deleteCompletesWithoutAValue() {
		server.stubFor(OperationCase.DELETE.answer());
		StepVerifier.create(this.providers.delete("dprov_1")).expectComplete().verify(OperationsCalls.TIMEOUT);
	}

	@Test
	void testWhenConnectionDoesNotWorkEmitsTheResult() {
		ProviderTestResult result = answered(OperationCase.TEST, this.providers.test("dprov_1"));
		assertThat(result).isEqualTo(ProviderTestResult.builder()
			.success(false)
			.message("535 Authentication failed")
			.latency(Duration.ofMillis(182))
			.testedAt(Instant.parse("2026-05-25T02:18:00Z"))
			.build());
	}

	@Test
	void statsEmitsTheCountsByTypeAndStatus() {
		ProviderStats stats = answered(OperationCase.STATS, this.providers.stats());
		assertThat(stats.total()).isEqualTo(12);
		assertThat(stats.byStatus()).isEqualTo(Map.of(ProviderStatus.ACTIVE, 8L, ProviderStatus.INACTIVE, 3L,
				ProviderStatus.ERROR, 1L, ProviderStatus.PENDING, 0L));
		assertThat(stats.byType()).isEqualTo(Map.of(ProviderType.SMTP, 6L, ProviderType.GMAIL_API, 4L,
				ProviderType.OUTLOOK_API, 2L, ProviderType.AMAZON_SES, 1L));
		assertThat(stats.count(ProviderStatus.ACTIVE)).isEqualTo(8);
		assertThat(stats.count(ProviderType.UNKNOWN)).isZero();
	}

	@Test
	void usageEmitsTheNumbersOfEachAccount() {
		ProviderUsage usage = answered(OperationCase.USAGE, this.providers.usage());
		assertThat(usage.windowDays()).isEqualTo(7);
		assertThat(usage.providers()).containsExactly(ProviderUsageItem.builder()
			.providerId("dprov_1")
			.sentToday(1)
			.total7d(28)
			.sent7d(20)
			.failed7d(5)
			.rejected7d(2)
			.pending7d(1)
			.build());
	}

	@Test
	void limitsEmitsBothLimits() {
		ProviderLimits limits = answered(OperationCase.LIMITS, this.providers.limits());
		assertThat(limits)
			.isEqualTo(ProviderLimits.builder().sendingAccounts(ACCOUNT_LIMIT).sharedAmazonSes(SES_LIMIT).build());
	}

	@Test
	void requestLimitIncreaseEmitsTheRequest() {
		SendingAccountLimitRequest request = answered(OperationCase.REQUEST_LIMIT_INCREASE,
				this.providers.requestLimitIncrease());
		assertThat(request)
			.isEqualTo(SendingAccountLimitRequest.builder().requestId("trir_1").limit(ACCOUNT_LIMIT).build());
	}

	@Test
	void sharedAmazonSesLimitRequestEmitsTheLimitAndTheRequest() {
		SharedAmazonSesLimitRequestPage page = answered(OperationCase.SES_LIMIT_REQUEST,
				this.providers.sharedAmazonSes().limitRequest());
		assertThat(page)
			.isEqualTo(SharedAmazonSesLimitRequestPage.builder().limit(SES_LIMIT).pendingRequest(SES_REQUEST).build());
	}

	@Test
	void sharedAmazonSesRequestLimitIncreaseEmitsTheRequest() {
		assertThat(answered(OperationCase.SES_REQUEST_LIMIT_INCREASE,
				this.providers.sharedAmazonSes().requestLimitIncrease()))
			.isEqualTo(SharedAmazonSesLimitRequestResult.builder().limit(SES_LIMIT).request(SES_REQUEST).build());
	}

	@Test
	void sharedAmazonSesCancelLimitRequestEmitsTheRequest() {
		assertThat(answered(OperationCase.SES_CANCEL_LIMIT_REQUEST,
				this.providers.sharedAmazonSes().cancelLimitRequest("slir_1")))
			.isEqualTo(SharedAmazonSesLimitRequestResult.builder().limit(SES_LIMIT).request(SES_REQUEST).build());
	}

	private <T> T answered(OperationCase operation, Mono<T> call) {
		server.stubFor(operation.answer());
		return OperationsCalls.resultOf(call);
	}

	private static Provider provider() {
		return Provider.builder("dprov_1")
			.name("Transactional SMTP")
			.type(ProviderType.SMTP)
			.status(ProviderStatus.ACTIVE)
			.statusReason("Verified")
			.isActive(true)
			.isEditable(true)
			.allowedActions(ProviderActions.builder()
				.update(true)
				.delete(true)
				.deactivate(true)
				.test(true)
				.updateVariables(true)
				.build())
			.smtpHost("smtp.example.com")
			.smtpPort(587)
			.smtpProtocol(SmtpProtocol.STARTTLS)
			.smtpUsername("api-user")
			.hasSmtpPassword(true)
			.fromEmail("sender@example.com")
			.fromName("Acme")
			.replyToEmail("support@example.com")
			.replyToName("Support")
			.oauthEmail("acme@example.com")
			.hasRefreshToken(true)
			.quotas(ProviderQuotas.builder()
				.perSecond(Quota.between(1, 2))
				.perMinute(Quota.between(10, 60))
				.perHour(Quota.between(100, 600))
				.perDay(Quota.of(5000))
				.build())
			.percentage(80)
			.trackingDomain("click.example.com")
			.variables(Map.of("plan_name", "Gold"))
			.createdAt(Instant.parse("2026-05-25T02:18:00Z"))
			.updatedAt(Instant.parse("2026-05-25T02:18:01Z"))
			.lastTestedAt(Instant.parse("2026-05-25T02:18:02Z"))
			.lastUsedAt(Instant.parse("2026-05-25T02:18:03Z"))
			.build();
	}

}
