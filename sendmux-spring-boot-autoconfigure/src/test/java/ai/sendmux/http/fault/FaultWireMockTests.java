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

import java.net.URI;

import ai.sendmux.SendmuxTransportException;
import ai.sendmux.http.FaultCall;
import ai.sendmux.http.FaultClient;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the faults that WireMock has.
 */
class FaultWireMockTests {

	private static final String CREATED = """
			{"ok":true,"data":{"id":"acc_1","name":"Shop"},"meta":{"request_id":"req_1"}}""";

	@RegisterExtension
	final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.wireMockConfig().bindAddress("localhost").dynamicPort())
		.build();

	@ParameterizedTest
	@EnumSource
	void createWhenFaultIsTransientSucceeds(Fault fault) {
		this.server
			.stubFor(call().whenScenarioStateIs(Scenario.STARTED).willReturn(faulty(fault)).willSetStateTo("healthy"));
		this.server.stubFor(call().whenScenarioStateIs("healthy").willReturn(okJson(CREATED)));
		try (FaultClient client = new FaultClient(uri())) {
			StepVerifier.create(client.providers().create(FaultCall.creation()))
				.expectNextCount(1)
				.expectComplete()
				.verify(FaultClient.PATIENCE);
		}
		assertThat(this.server.findAll(postRequestedFor(anyUrl()))).hasSize(2)
			.extracting(FaultWireMockTests::key)
			.doesNotContainNull()
			.satisfies((keys) -> assertThat(keys.get(1)).isEqualTo(keys.get(0)));
	}

	@ParameterizedTest
	@EnumSource(names = { "EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE" })
	void createWhenFaultIsPermanentFailsWithUnknownOutcome(Fault fault) {
		this.server.stubFor(post(anyUrl()).willReturn(faulty(fault)));
		try (FaultClient client = new FaultClient(uri())) {
			SendmuxTransportException failure = FaultClient.failureOf(FaultCall.CREATE.on(client.providers()),
					SendmuxTransportException.class);
			assertThat(failure.attempts()).isEqualTo(3);
			assertThat(failure.outcomeUnknown()).isTrue();
			assertThat(failure.retryable()).isTrue();
			assertThat(this.server.findAll(postRequestedFor(anyUrl()))).hasSize(3)
				.extracting(FaultWireMockTests::key)
				.containsOnly(failure.idempotencyKey());
		}
	}

	private URI uri() {
		return URI.create("http://localhost:" + this.server.getPort() + "/api/v1");
	}

	private static ScenarioMappingBuilder call() {
		return post(anyUrl()).inScenario("fault");
	}

	private static ResponseDefinitionBuilder faulty(Fault fault) {
		return aResponse().withStatus(201).withBody(CREATED).withFault(fault);
	}

	private static String key(LoggedRequest request) {
		return request.getHeader("Idempotency-Key");
	}

}
