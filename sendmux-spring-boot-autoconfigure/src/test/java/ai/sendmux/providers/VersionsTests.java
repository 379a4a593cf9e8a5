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

import ai.sendmux.SendmuxConflictException;
import ai.sendmux.SendmuxNotFoundException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Provider#version()} and the calls that depend on it.
 */
class VersionsTests {

	private static final String PATH = "/api/v1/providers/dprov_1";

	private static final String ETAG = "W/\"7-abc\"";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().gzipDisabled(true))
		.build();

	private final SendmuxProvidersOperations providers = TestCalls.retryingProviders(server.baseUrl());

	private final Provider read = Provider.builder("dprov_1").version(ETAG).build();

	private final Provider withoutVersion = Provider.builder("dprov_1").build();

	private final UpdateProviderRequest change = UpdateProviderRequest.builder().name("New").build();

	@ParameterizedTest
	@EnumSource(names = { "CREATE", "GET", "UPDATE", "ACTIVATE", "DEACTIVATE" })
	@SuppressWarnings("unchecked")
	void callWhenResponseHasETagKeepsItAsVersion(OperationCase operation) {
		server.stubFor(request(operation.method(), urlPathEqualTo(operation.path()))
			.willReturn(aResponse().withStatus(operation.status())
				.withHeader("ETag", ETAG)
				.withBody(TestResponses.envelope(TestResponses.PROVIDER))));
		Provider provider = TestCalls.resultOf((Mono<Provider>) operation.call(this.providers));
		assertThat(provider.version()).isEqualTo(ETAG);
	}

	@Test
	void getWhenResponseHasNoETagHasNoVersion() {
		server.stubFor(OperationCase.GET.response());
		assertThat(TestCalls.resultOf(this.providers.get("dprov_1")).version()).isNull();
	}

	@Test
	void refreshWhenNothingHasChangedEmitsTheSameInstance() {
		server.stubFor(get(PATH).withHeader("If-None-Match", equalTo(ETAG))
			.willReturn(aResponse().withStatus(304).withHeader("ETag", ETAG)));
		assertThat(TestCalls.resultOf(this.providers.refresh(this.read))).isSameAs(this.read);
	}

	@Test
	void refreshWhenSomethingHasChangedEmitsTheNewVersion() {
		server.stubFor(get(PATH).withHeader("If-None-Match", equalTo(ETAG))
			.willReturn(aResponse().withHeader("ETag", "W/\"8\"")
				.withBody(TestResponses.envelope(TestResponses.PROVIDER))));
		Provider refreshed = TestCalls.resultOf(this.providers.refresh(this.read));
		assertThat(refreshed.name()).isEqualTo("Transactional SMTP");
		assertThat(refreshed.version()).isEqualTo("W/\"8\"");
	}

	@Test
	void refreshWhenAccountHasNoVersionReadsUnconditionally() {
		server.stubFor(get(PATH).withHeader("If-None-Match", absent())
			.willReturn(aResponse().withBody(TestResponses.envelope(TestResponses.PROVIDER))));
		assertThat(TestCalls.resultOf(this.providers.refresh(this.withoutVersion)).name())
			.isEqualTo("Transactional SMTP");
	}

	@Test
	void refreshWhenAccountDoesNotExistFails() {
		server.stubFor(get(PATH).willReturn(aResponse().withStatus(404)));
		assertThat(TestCalls.failureOf(this.providers.refresh(this.read), SendmuxNotFoundException.class).operation())
			.isEqualTo("providers.get");
	}

	@ParameterizedTest
	@ValueSource(strings = { "W/\"7-abc\"", "\"7\"", "unquoted", "W/\"ü\"" })
	void updateWhenAccountHasVersionSendsItVerbatim(String version) {
		server.stubFor(OperationCase.UPDATE.response());
		Provider provider = this.read.toBuilder().version(version).build();
		TestCalls.complete(this.providers.update(provider, this.change));
		LoggedRequest request = server.findAll(anyRequestedFor(anyUrl())).get(0);
		assertThat(request.getMethod().getName()).isEqualTo("PATCH");
		assertThat(request.getHeader("If-Match")).isEqualTo(version);
		assertThat(request.getBodyAsString()).isEqualTo("{\"name\":\"New\"}");
	}

	@Test
	void updateWhenAccountHasChangedFailsWithConflict() {
		server.stubFor(patch(PATH).willReturn(
				aResponse().withStatus(409).withBody(TestResponses.error("conflict", "The account has changed"))));
		SendmuxConflictException failure = TestCalls.failureOf(this.providers.update(this.read, this.change),
				SendmuxConflictException.class);
		assertThat(failure.statusCode()).isEqualTo(409);
		assertThat(failure.attempts()).isEqualTo(1);
		assertThat(failure.outcomeUnknown()).isFalse();
	}

	@Test
	void updateWhenAccountHasNoVersionThrowsAndListsAlternatives() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.providers.update(this.withoutVersion, this.change))
			.withMessageContainingAll("no version", "get(id)", "update(id, change)");
		server.verify(0, anyRequestedFor(anyUrl()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"x\"\r\nEvil: 1", "\"x\"\n", "", " ", "*", "\"a b\"", "\"a\", \"b\"", "\"\u0100\"",
			"\"\u007f\"", "\"\t\"" })
	void callWhenVersionIsNoEntityTagThrowsAtOnceAndSendsNothing(String version) {
		Provider provider = this.read.toBuilder().version(version).build();
		assertThatIllegalArgumentException().isThrownBy(() -> this.providers.update(provider, this.change))
			.withMessageContaining("version of 'provider'")
			.withMessageNotContaining("Evil");
		assertThatIllegalArgumentException().isThrownBy(() -> this.providers.refresh(provider))
			.withMessageContaining("version of 'provider'");
		server.verify(0, anyRequestedFor(anyUrl()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "abc", "", "W/7", "\"a" })
	void getWhenETagIsNoEntityTagHasNoVersion(String etag) {
		server.stubFor(get(PATH)
			.willReturn(aResponse().withHeader("ETag", etag).withBody(TestResponses.envelope(TestResponses.PROVIDER))));
		assertThat(TestCalls.resultOf(this.providers.get("dprov_1")).version()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stats", "../../stats", "a.b", "a/b" })
	void refreshWhenIdIsNotPathSegmentThrowsAndSendsNothing(String id) {
		server.stubFor(post("/api/v1/providers")
			.willReturn(aResponse().withStatus(201).withBody(TestResponses.envelope("{\"id\":\"" + id + "\"}"))));
		Provider provider = TestCalls.resultOf(this.providers.create(TestRequests.minimal().build()));
		assertThat(provider.id()).isEqualTo(id);
		server.resetRequests();
		assertThatIllegalArgumentException().isThrownBy(() -> this.providers.refresh(provider))
			.withMessageStartingWith("'providerId' must");
		server.verify(0, anyRequestedFor(anyUrl()));
	}

	@Test
	void updateWhenIdIsGivenSendsNoVersion() {
		server.stubFor(OperationCase.UPDATE.response());
		TestCalls.complete(this.providers.update("dprov_1", this.change));
		assertThat(server.findAll(anyRequestedFor(anyUrl())).get(0).containsHeader("If-Match")).isFalse();
	}

	@Test
	void updateWhenResponseHasNoETagHasNoVersion() {
		server.stubFor(OperationCase.UPDATE.response());
		assertThat(TestCalls.resultOf(this.providers.update(this.read, this.change)).version()).isNull();
	}

}
