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

	private static final ResourceLimitSnapshot ACCOUNT_LIMIT = new ResourceLimitSnapshot("sending_accounts", 9, 10, 1,
			8, 0.9, true, true, true, "trir_1");

	private static final SharedAmazonSesLimit SES_LIMIT = new SharedAmazonSesLimit("dprov_ses", 50_000L, 41_000,
			40_000L, 0.82, true, true, "slir_1");

	private static final SharedAmazonSesLimitRequest SES_REQUEST = new SharedAmazonSesLimitRequest("slir_1", "approved",
			50_000, 41_000, 90_000L, "Well done", Instant.parse("2026-05-25T02:18:00Z"),
			Instant.parse("2026-05-26T02:18:00Z"));

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final SendmuxProvidersOperations providers = TestCalls.retryingProviders(server.baseUrl());

	@ParameterizedTest
	@EnumSource(names = { "CREATE", "GET", "UPDATE", "ACTIVATE", "DEACTIVATE" })
	@SuppressWarnings("unchecked")
	void callEmitsAccount(OperationCase operation) {
		Mono<Provider> call = (Mono<Provider>) operation.call(this.providers);
		assertThat(emitted(operation, call)).isEqualTo(provider());
	}

	@Test
	void listEmitsAccounts() {
		server.stubFor(OperationCase.LIST.responseData(TestResponses.PROVIDER));
		StepVerifier.create(this.providers.list()).expectNext(provider()).expectComplete().verify(TestCalls.TIMEOUT);
	}

	@Test
	void listWhenNoAccountsExistIsEmpty() {
		server.stubFor(OperationCase.LIST.response());
		StepVerifier.create(this.providers.list()).expectComplete().verify(TestCalls.TIMEOUT);
	}

	@Test
	void deleteWhenDeletedCompletesEmpty() {
		server.stubFor(OperationCase.DELETE.response());
		StepVerifier.create(this.providers.delete("dprov_1")).expectComplete().verify(TestCalls.TIMEOUT);
	}

	@Test
	void testWhenConnectionDoesNotWorkEmitsTheResult() {
		ProviderTestResult result = emitted(OperationCase.TEST, this.providers.test("dprov_1"));
		assertThat(result).isEqualTo(ProviderTestResult.builder()
			.success(false)
			.message("535 Authentication failed")
			.latency(Duration.ofMillis(182))
			.testedAt(Instant.parse("2026-05-25T02:18:00Z"))
			.build());
	}

	@Test
	void statsEmitsCountsByTypeAndStatus() {
		ProviderStats stats = emitted(OperationCase.STATS, this.providers.stats());
		assertThat(stats.total()).isEqualTo(12);
		assertThat(stats.byStatus()).isEqualTo(Map.of(ProviderStatus.ACTIVE, 8L, ProviderStatus.INACTIVE, 3L,
				ProviderStatus.ERROR, 1L, ProviderStatus.PENDING, 0L));
		assertThat(stats.byType()).isEqualTo(Map.of(ProviderType.SMTP, 6L, ProviderType.GMAIL_API, 4L,
				ProviderType.OUTLOOK_API, 2L, ProviderType.AMAZON_SES, 1L));
		assertThat(stats.count(ProviderStatus.ACTIVE)).isEqualTo(8);
		assertThat(stats.count(ProviderType.UNKNOWN)).isZero();
	}

	@Test
	void usageEmitsNumbersOfEachAccount() {
		ProviderUsage usage = emitted(OperationCase.USAGE, this.providers.usage());
		assertThat(usage.windowDays()).isEqualTo(7);
		assertThat(usage.providers()).containsExactly(new ProviderUsageItem("dprov_1", 1, 28, 20, 5, 2, 1));
	}

	@Test
	void limitsEmitsBothLimits() {
		ProviderLimits limits = emitted(OperationCase.LIMITS, this.providers.limits());
		assertThat(limits).isEqualTo(new ProviderLimits(ACCOUNT_LIMIT, SES_LIMIT));
	}

	@Test
	void requestLimitIncreaseEmitsRequest() {
		SendingAccountLimitRequest request = emitted(OperationCase.REQUEST_LIMIT_INCREASE,
				this.providers.requestLimitIncrease());
		assertThat(request).isEqualTo(new SendingAccountLimitRequest("trir_1", ACCOUNT_LIMIT));
	}

	@Test
	void sharedAmazonSesLimitRequestEmitsLimitAndRequest() {
		SharedAmazonSesLimitRequestPage page = emitted(OperationCase.SES_LIMIT_REQUEST,
				this.providers.sharedAmazonSes().limitRequest());
		assertThat(page).isEqualTo(new SharedAmazonSesLimitRequestPage(SES_LIMIT, SES_REQUEST));
	}

	@Test
	void sharedAmazonSesRequestLimitIncreaseEmitsRequest() {
		assertThat(emitted(OperationCase.SES_REQUEST_LIMIT_INCREASE,
				this.providers.sharedAmazonSes().requestLimitIncrease()))
			.isEqualTo(new SharedAmazonSesLimitRequestResult(SES_REQUEST, SES_LIMIT));
	}

	@Test
	void sharedAmazonSesCancelLimitRequestEmitsRequest() {
		assertThat(emitted(OperationCase.SES_CANCEL_LIMIT_REQUEST,
				this.providers.sharedAmazonSes().cancelLimitRequest("slir_1")))
			.isEqualTo(new SharedAmazonSesLimitRequestResult(SES_REQUEST, SES_LIMIT));
	}

	private <T> T emitted(OperationCase operation, Mono<T> call) {
		server.stubFor(operation.response());
		return TestCalls.resultOf(call);
	}

	private static Provider provider() {
		return Provider.builder("dprov_1")
			.name("Transactional SMTP")
			.type(ProviderType.SMTP)
			.status(ProviderStatus.ACTIVE)
			.statusReason("Verified")
			.isActive(true)
			.isEditable(true)
			.allowedActions(new ProviderActions(true, true, false, true, true, true))
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
