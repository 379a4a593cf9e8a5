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

package ai.sendmux.smoketest;

import java.time.Duration;

import ai.sendmux.providers.SendmuxProvidersOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what an application with the starter for the actuator reports over HTTP.
 */
@SpringBootTest(classes = AccountApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sendmux.sandbox.enabled=true", "sendmux.token=smx_root_geheim",
				"management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
				"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always",
				"management.health.sendmux.enabled=true" })
class ActuatorTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private SendmuxProvidersOperations providers;

	@LocalServerPort
	private int port;

	@Test
	void healthWhenTokenIsAcceptedIsUpWithTeam() {
		get("health/sendmux").expectBody().jsonPath("$.status").isEqualTo("UP").jsonPath("$.details.team").isNotEmpty();
	}

	@Test
	void rateLimitMetricWhenClientWasCalledIsExposed() {
		assertThatIsMeasuredAfterACall("sendmux.rate.limit.remaining");
	}

	@Test
	void operationMetricWhenClientWasCalledIsExposed() {
		assertThatIsMeasuredAfterACall("sendmux.operation?tag=sendmux.operation:providers.list");
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "configprops" })
	void endpointWhenValuesAreShownHidesToken(String endpoint) {
		get(endpoint).expectBody(String.class)
			.value((body) -> assertThat(body).contains("******").doesNotContain("geheim"));
	}

	private void assertThatIsMeasuredAfterACall(String metric) {
		assertThat(this.providers.list().collectList().block(PATIENCE)).isEmpty();
		get("metrics/" + metric).expectBody()
			.jsonPath("$.measurements[0].value")
			.value(Double.class, (value) -> assertThat(value).isPositive());
	}

	private WebTestClient.ResponseSpec get(String endpoint) {
		return WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + this.port + "/actuator/")
			.responseTimeout(PATIENCE)
			.build()
			.get()
			.uri(endpoint)
			.exchange()
			.expectStatus()
			.isOk();
	}

}
