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

import java.util.List;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a bulk creation sends.
 */
class BulkRequestTests {

	private static final String PATH = "/api/v1/providers";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final SendmuxProvidersOperations providers = TestCalls.providers(server.baseUrl());

	private final Flux<CreateProviderRequest> requests = Flux.just("a", "b")
		.map((name) -> TestRequests.minimal().name(name).build());

	@BeforeEach
	void acceptEverything() {
		server.stubFor(post(PATH).willReturn(okJson(TestResponses.CREATED)));
	}

	@Test
	void createAllWhenNoImportKeySendsUniqueKeys() {
		verifyCreated(this.providers.createAll(this.requests));
		assertThat(keys()).hasSize(2).doesNotHaveDuplicates().doesNotContainNull();
	}

	@Test
	void createAllWhenSubscribedAgainSendsOtherKeys() {
		Flux<ProviderCreation> creations = this.providers.createAll(this.requests);
		verifyCreated(creations);
		verifyCreated(creations);
		assertThat(keys()).hasSize(4).doesNotHaveDuplicates();
	}

	@Test
	void createAllWhenImportKeyIsSameSendsSameKeys() {
		verifyCreated(this.providers.createAll(this.requests, "import-1"));
		List<String> first = keys();
		server.resetRequests();
		verifyCreated(this.providers.createAll(this.requests, "import-1"));
		assertThat(keys()).hasSize(2).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(first);
	}

	@Test
	void createAllWhenImportKeyIsGivenSendsPassword() {
		verifyCreated(this.providers.createAll(this.requests, "import-1"));
		assertThat(server.findAll(postRequestedFor(urlEqualTo(PATH)))).hasSize(2)
			.allSatisfy((request) -> assertThat(request.getBodyAsString()).contains(TestRequests.PASSWORD));
	}

	@Test
	void createAllWhenRequestIsInvalidSendsNothing() {
		StepVerifier
			.create(this.providers.createAll(this.requests.map((request) -> request.toBuilder().smtpPort(0).build()))
				.map(ProviderCreation::outcome))
			.expectNext(ProviderCreation.Outcome.FAILED, ProviderCreation.Outcome.FAILED)
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
		assertThat(keys()).isEmpty();
	}

	private static void verifyCreated(Flux<ProviderCreation> creations) {
		StepVerifier.create(creations.map(ProviderCreation::isCreated))
			.expectNext(true, true)
			.expectComplete()
			.verify(TestCalls.TIMEOUT);
	}

	private static List<String> keys() {
		return server.findAll(postRequestedFor(urlEqualTo(PATH)))
			.stream()
			.map((request) -> request.getHeader("Idempotency-Key"))
			.toList();
	}

}
