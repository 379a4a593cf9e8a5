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

package ai.sendmux.providers.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.sendmux.emails.EmailLog;
import ai.sendmux.emails.EmailLogQuery;
import ai.sendmux.emails.EmailMetricsQuery;
import ai.sendmux.emails.EmailStatus;
import ai.sendmux.emails.SendmuxEmailsOperations;
import ai.sendmux.emails.SendmuxEmailsTemplate;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.OperationCase;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderQuery;
import ai.sendmux.providers.ProviderQuotas;
import ai.sendmux.providers.ProviderStatus;
import ai.sendmux.providers.ProviderType;
import ai.sendmux.providers.Quota;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestRequests;
import ai.sendmux.providers.UpdateJsonTests;
import ai.sendmux.providers.UpdateProviderRequest;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests against the OpenAPI document of the sandbox.
 */
class ContractRequestTests {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	/**
	 * Headers that mean something to the API, and so must be declared.
	 */
	private static final Set<String> HEADERS = Set.of("Idempotency-Key", "If-Match", "If-None-Match");

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final SendmuxProvidersOperations providers = TestCalls.retryingProviders(server.baseUrl());

	private final SendmuxEmailsOperations emails = new SendmuxEmailsTemplate(TestCalls.retryingClient(server.baseUrl()),
			Duration.ofSeconds(30), Mono.never());

	private final OpenApiContract contract = OpenApiContract.get();

	@BeforeEach
	void respondToEverything() {
		Stream.of(OperationCase.values()).map(OperationCase::response).forEach(server::stubFor);
	}

	static Stream<Arguments> changes() {
		return UpdateJsonTests.changes();
	}

	@Test
	void operationsWhenComparedWithContractAreComplete() {
		Stream<String> operations = Stream.of(OperationCase.values()).map((it) -> it.method() + " " + it.template());
		assertThat(Stream.concat(operations,
				Stream.of("GET /me", "GET /emails/logs", "GET /emails/logs/{public_id}", "GET /emails/metrics")))
			.containsExactlyInAnyOrderElementsOf(this.contract.operations());
	}

	@ParameterizedTest
	@EnumSource
	void callWhenSubscribedSendsValidRequest(OperationCase operation) {
		assertIsValid(operation, operation.call(this.providers));
	}

	@Test
	void createWhenAllFieldsAreSetSendsValidRequest() {
		CreateProviderRequest request = TestRequests.minimal()
			.fromEmail("sender@example.com")
			.fromName("Acme")
			.replyToEmail("support@example.com")
			.replyToName("Support")
			.percentage(100)
			.trackingDomain("click.example.com")
			.quotas(ProviderQuotas.builder()
				.perSecond(Quota.of(1))
				.perMinute(Quota.between(10, 60))
				.perHour(Quota.of(600))
				.perDay(Quota.of(5000))
				.build())
			.variables(Map.of("plan_name", "Gold", "x", ""))
			.build();
		assertIsValid(OperationCase.CREATE, this.providers.create(request, "k".repeat(255)));
	}

	@ParameterizedTest
	@MethodSource("changes")
	void updateWhenFieldsAreChangedSendsValidRequest(String json, UpdateProviderRequest request) {
		assertIsValid(OperationCase.UPDATE, this.providers.update("dprov_1", request));
	}

	@Test
	void updateWhenVersionIsGivenSendsValidRequest() {
		Provider read = Provider.builder("dprov_1").version("W/\"1\"").build();
		assertIsValid(OperationCase.UPDATE,
				this.providers.update(read, UpdateProviderRequest.builder().name("New").build()));
	}

	@Test
	void refreshWhenVersionIsGivenSendsValidRequest() {
		assertIsValid(OperationCase.GET,
				this.providers.refresh(Provider.builder("dprov_1").version("W/\"1\"").build()));
	}

	@ParameterizedTest
	@EnumSource(value = ProviderStatus.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
	void listWhenStatusIsGivenSendsValidRequest(ProviderStatus status) {
		ProviderQuery query = ProviderQuery.builder().status(status).pageSize(100).build();
		assertIsValid(OperationCase.LIST, this.providers.listPage(query, "next"));
	}

	@ParameterizedTest
	@EnumSource(value = ProviderType.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
	void listWhenTypeIsGivenSendsValidRequest(ProviderType type) {
		ProviderQuery query = ProviderQuery.builder().type(type).pageSize(1).build();
		assertIsValid(OperationCase.LIST, this.providers.list(query));
	}

	@ParameterizedTest
	@EnumSource(value = EmailStatus.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
	void logsPageWhenAllFiltersAreSetSendsValidRequest(EmailStatus status) {
		EmailLogQuery query = EmailLogQuery.builder()
			.status(status)
			.from(Instant.EPOCH)
			.to(LocalDate.EPOCH)
			.providerId("dprov_1")
			.search("Order")
			.pageSize(100)
			.build();
		assertEmailsAreValid("/emails/logs", this.emails.logsPage(query, "next"));
	}

	@Test
	void refreshEmailLogWhenPendingSendsValidRequest() {
		EmailLog pending = new EmailLog("dlog_1", null, null, null, null, null, null, null, "pending", null, 0, null,
				null, null, null, null, null, List.of(), List.of(), "W/\"1\"");
		assertEmailsAreValid("/emails/logs/{public_id}", this.emails.refresh(pending));
	}

	@ParameterizedTest
	@EnumSource
	void metricsWhenAllFiltersAreSetSendsValidRequest(EmailMetricsQuery.Window window) {
		for (EmailMetricsQuery.Granularity granularity : EmailMetricsQuery.Granularity.values()) {
			assertEmailsAreValid("/emails/metrics",
					this.emails.metrics(EmailMetricsQuery.builder()
						.window(window)
						.granularity(granularity)
						.from(LocalDate.EPOCH)
						.to(Instant.EPOCH)
						.providerId("dprov_1")
						.build()));
		}
	}

	private void assertEmailsAreValid(String template, Mono<?> call) {
		server.resetRequests();
		server.stubFor(get(urlPathMatching("/api/v1/emails/.*"))
			.willReturn(okJson("{\"data\":[],\"pagination\":{\"has_more\":false}}")));
		StepVerifier.create(call.onErrorComplete())
			.thenConsumeWhile((item) -> true)
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
		LoggedRequest request = server.findAll(anyRequestedFor(anyUrl())).get(0);
		assertThat(request.getUrl().split("\\?")[0]).isEqualTo("/api/v1" + template.replace("{public_id}", "dlog_1"));
		assertParametersAreValid(this.contract.operation("GET", template), request);
	}

	private void assertIsValid(OperationCase operation, Publisher<?> call) {
		server.resetRequests();
		TestCalls.complete(call);
		List<LoggedRequest> requests = server.findAll(anyRequestedFor(anyUrl()));
		assertThat(requests).hasSize(1);
		LoggedRequest request = requests.get(0);
		assertThat(request.getMethod().getName()).isEqualTo(operation.method());
		assertThat(request.getUrl().split("\\?")[0]).isEqualTo(operation.path());
		assertParametersAreValid(operationOf(operation), request);
		assertBodyIsValid(operation, request);
	}

	private void assertParametersAreValid(JsonNode operation, LoggedRequest request) {
		request.getQueryParams()
			.forEach((name, parameter) -> assertParameterIsValid(operation, "query", name, parameter.firstValue()));
		HEADERS.stream()
			.filter(request::containsHeader)
			.forEach((name) -> assertParameterIsValid(operation, "header", name, request.getHeader(name)));
	}

	private void assertParameterIsValid(JsonNode operation, String in, String name, String value) {
		Map<String, JsonNode> declared = operation.path("parameters")
			.valueStream()
			.map(this.contract::resolve)
			.filter((parameter) -> parameter.path("in").asString().equals(in))
			.collect(Collectors.toMap((parameter) -> parameter.path("name").asString(),
					(parameter) -> parameter.path("schema")));
		assertThat(declared).as("parameters in the " + in).containsKey(name);
		JsonNode schema = declared.getOrDefault(name, mapper.missingNode());
		JsonNode typed = schema.path("type").asString().equals("integer") ? mapper.readTree(value)
				: mapper.getNodeFactory().stringNode(value);
		assertThat(this.contract.validate(schema, typed)).as(name).isEmpty();
	}

	private void assertBodyIsValid(OperationCase operation, LoggedRequest request) {
		JsonNode schema = this.contract.requestSchema(operation.method(), operation.template());
		boolean hasBody = !schema.isMissingNode();
		assertThat(request.getBody().length > 0).as("has a body").isEqualTo(hasBody);
		if (hasBody) {
			assertThat(this.contract.validate(schema, mapper.readTree(request.getBody()))).isEmpty();
		}
	}

	private JsonNode operationOf(OperationCase operation) {
		return this.contract.operation(operation.method().toUpperCase(Locale.ROOT), operation.template());
	}

}
