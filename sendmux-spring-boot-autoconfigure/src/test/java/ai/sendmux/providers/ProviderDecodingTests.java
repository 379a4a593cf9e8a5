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

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a {@link Provider} is read from. A field that the server sends in
 * another form than expected must never make a call fail that the server accepted.
 */
class ProviderDecodingTests {

	private static final String REFERENCE_EXAMPLE = """
			{
			  "meta": {
			    "request_id": "req_clxxxxxxxxxxxxxxxxxxxxxxxxx"
			  },
			  "data": {
			    "id": "dprov_clxxxxxxxxxxxxxxxxxxxxxxxxx",
			    "name": "Transactional SMTP",
			    "type": "smtp",
			    "status": "active",
			    "status_reason": "<string>",
			    "is_active": true,
			    "is_shared": true,
			    "is_editable": true,
			    "allowed_actions": {
			      "update": true,
			      "delete": true,
			      "activate": true,
			      "deactivate": true,
			      "test": true
			    },
			    "smtp_host": "<string>",
			    "smtp_port": 123,
			    "smtp_protocol": "<string>",
			    "smtp_username": "<string>",
			    "has_smtp_password": true,
			    "from_email": "<string>",
			    "from_name": "<string>",
			    "reply_to_email": "<string>",
			    "reply_to_name": "<string>",
			    "oauth_email": "<string>",
			    "has_refresh_token": true,
			    "quotas": {
			      "per_second": {
			        "min": 60,
			        "max": 60
			      },
			      "per_minute": {
			        "min": 60,
			        "max": 60
			      },
			      "per_hour": {
			        "min": 60,
			        "max": 60
			      },
			      "per_day": {
			        "min": 60,
			        "max": 60
			      }
			    },
			    "percentage": 100,
			    "tracking_domain": "<string>",
			    "created_at": "2026-05-25T02:18:00Z",
			    "updated_at": "2026-05-25T02:18:00Z",
			    "last_tested_at": "<string>",
			    "last_used_at": "<string>"
			  }
			}
			""";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().gzipDisabled(true))
		.build();

	private SendmuxProvidersOperations providers;

	@BeforeEach
	void createProviders() {
		this.providers = TestCalls.providers(server.baseUrl());
	}

	@Test
	void createWhenResponseIsExampleOfReferencePageReadsIt() {
		Quota sixty = Quota.of(60);
		Provider expected = Provider.builder("dprov_clxxxxxxxxxxxxxxxxxxxxxxxxx")
			.name("Transactional SMTP")
			.type(ProviderType.SMTP)
			.status(ProviderStatus.ACTIVE)
			.statusReason("<string>")
			.isActive(true)
			.isShared(true)
			.isEditable(true)
			.allowedActions(new ProviderActions(true, true, true, true, true, false))
			.smtpHost("<string>")
			.smtpPort(123)
			.smtpProtocolText("<string>")
			.smtpUsername("<string>")
			.hasSmtpPassword(true)
			.fromEmail("<string>")
			.fromName("<string>")
			.replyToEmail("<string>")
			.replyToName("<string>")
			.oauthEmail("<string>")
			.hasRefreshToken(true)
			.quotas(ProviderQuotas.builder().perSecond(sixty).perMinute(sixty).perHour(sixty).perDay(sixty).build())
			.percentage(100)
			.trackingDomain("<string>")
			.createdAt(Instant.parse("2026-05-25T02:18:00Z"))
			.updatedAt(Instant.parse("2026-05-25T02:18:00Z"))
			.build();
		assertThat(created(REFERENCE_EXAMPLE)).isEqualTo(expected);
	}

	@Test
	void createWhenResponseHasAllFieldsReadsThem() {
		Provider provider = created(TestResponses.CREATED);
		assertThat(provider.id()).isEqualTo("dprov_1");
		assertThat(provider.smtpProtocol()).isEqualTo(SmtpProtocol.STARTTLS);
		assertThat(provider.allowedActions().activate()).isFalse();
		assertThat(provider.allowedActions().updateVariables()).isTrue();
		assertThat(provider.quotas())
			.isEqualTo(ProviderQuotas.builder().perMinute(Quota.between(10, 60)).perDay(Quota.of(5000)).build());
		assertThat(provider.variables()).isEqualTo(Map.of("plan_name", "Gold"));
		assertThat(provider.updatedAt()).isEqualTo(Instant.parse("2026-05-25T02:18:01.500Z"));
		assertThat(provider.lastTestedAt()).isNull();
		assertThat(provider.lastUsedAt()).isEqualTo(Instant.parse("2026-05-25T02:18:00Z"));
	}

	@Test
	void createWhenResponseHasIdOnlyReadsIt() {
		assertThat(created("{\"data\":{\"id\":\"dprov_1\"}}")).isEqualTo(Provider.builder("dprov_1").build());
	}

	@Test
	void createWhenResponseHasUnknownPropertiesIgnoresThem() {
		Provider provider = created("""
				{ "data": { "brand_new": { "a": [1] }, "id": "dprov_1",
					"allowed_actions": { "update": true, "clone": true } }, "links": [], "meta": { "region": "eu" } }
				""");
		assertThat(provider.allowedActions().update()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http_api", "SMTP", "" })
	void createWhenTypeIsUnknownKeepsItsText(String text) {
		Provider provider = created(TestResponses.createdWith("type", "\"" + text + "\""));
		assertThat(provider.type()).isEqualTo(ProviderType.UNKNOWN);
		assertThat(provider.typeText()).isEqualTo(text);
	}

	@Test
	void createWhenStatusIsUnknownKeepsItsText() {
		Provider provider = created(TestResponses.createdWith("status", "\"paused\""));
		assertThat(provider.status()).isEqualTo(ProviderStatus.UNKNOWN);
		assertThat(provider.statusText()).isEqualTo("paused");
	}

	@Test
	void createWhenProtocolIsUnknownKeepsItsText() {
		Provider provider = created(TestResponses.createdWith("smtp_protocol", "\"quic\""));
		assertThat(provider.smtpProtocol()).isEqualTo(SmtpProtocol.UNKNOWN);
		assertThat(provider.smtpProtocolText()).isEqualTo("quic");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"yesterday\"", "\"\"", "\"2026-05-25\"", "\"2026-05-25T02:18:00\"",
			"\"2026-13-45T99:99:99Z\"", "1779675480", "true", "{\"at\":1}", "[1]", "null" })
	void createWhenTimestampIsUnreadableHasNull(String json) {
		assertThat(created(TestResponses.createdWith("created_at", json)).createdAt()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "99999999999", "-99999999999", "1e400", "123456789012345678901234567890", "\"<integer>\"",
			"\"99999999999\"", "true", "{\"a\":1}", "[1]", "null" })
	void createWhenPortIsUnreadableHasNull(String json) {
		Provider provider = created(TestResponses.createdWith("smtp_port", json));
		assertThat(provider.smtpPort()).isNull();
		assertThat(provider.isEditable()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "8", "8.0", "8e0", "\"8\"" })
	void createWhenPortIsWrittenInAnotherFormReadsIt(String json) {
		assertThat(created(TestResponses.createdWith("smtp_port", json)).smtpPort()).isEqualTo(8);
	}

	static Stream<String> fields() {
		return Stream.of("name", "type", "status", "status_reason", "is_active", "is_shared", "allowed_actions",
				"smtp_host", "smtp_port", "smtp_protocol", "smtp_username", "has_smtp_password", "from_email",
				"from_name", "reply_to_email", "reply_to_name", "oauth_email", "has_refresh_token", "quotas",
				"percentage", "tracking_domain", "variables", "created_at", "updated_at", "last_tested_at",
				"last_used_at", "brand_new");
	}

	@ParameterizedTest
	@MethodSource("fields")
	void createWhenFieldHasAnUnexpectedFormReadsTheRest(String field) {
		assertThat(Stream.of("null", "true", "\"\"", "\" \"", "\"text\"", "\"1\"", "0", "-1", "1.5", "1e400",
				"99999999999", "123456789012345678901234567890", "{}", "{\"a\":{\"b\":[1]}}", "[]", "[null]",
				"[{\"a\":1},\"b\"]"))
			.allSatisfy((json) -> assertReadsTheRest(field, json));
	}

	@ParameterizedTest
	@ValueSource(strings = { "per_second", "per_minute", "per_hour", "per_day" })
	void createWhenQuotaHasAnUnexpectedFormReadsTheRest(String quota) {
		assertThat(Stream.of("null", "true", "\"\"", "\" \"", "\"text\"", "\"1\"", "0", "-1", "1.5", "1e400",
				"99999999999", "123456789012345678901234567890", "{}", "{\"min\":null}",
				"{\"min\":\"text\",\"max\":{}}", "{\"min\":1e400,\"max\":[1]}",
				"{\"min\":true,\"max\":123456789012345678901234567890}", "[]", "[1]"))
			.allSatisfy((json) -> assertReadsTheRest("quotas", "{\"" + quota + "\":" + json + "}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"text\"", "1", "1e400", "{\"a\":1}", "[1]" })
	void createWhenAllowedActionHasAnUnexpectedFormReadsTheRest(String json) {
		assertReadsTheRest("allowed_actions", "{\"update\":" + json + ",\"test\":true}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "1", "true", "{\"a\":1}", "[1]" })
	void createWhenVariableHasAnUnexpectedFormReadsTheRest(String json) {
		assertReadsTheRest("variables", "{\"plan\":" + json + "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "\"text\"", "[1]", "true", "{\"request_id\":{}}", "{\"request_id\":[1]}" })
	void createWhenMetaHasAnUnexpectedFormReadsTheData(String json) {
		Provider provider = created("{\"meta\":" + json + ",\"data\":{\"id\":\"dprov_1\"}}");
		assertThat(provider.id()).isEqualTo("dprov_1");
	}

	@Test
	void getWhenResponseHasETagKeepsItAsVersion() {
		server.stubFor(get("/api/v1/providers/dprov_1")
			.willReturn(aResponse().withHeader("ETag", "W/\"abc\"").withBody(TestResponses.CREATED)));
		assertThat(TestCalls.resultOf(this.providers.get("dprov_1")).version()).isEqualTo("W/\"abc\"");
	}

	@Test
	void getWhenResponseHasNoETagHasNoVersion() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(aResponse().withBody(TestResponses.CREATED)));
		assertThat(TestCalls.resultOf(this.providers.get("dprov_1")).version()).isNull();
	}

	private void assertReadsTheRest(String field, String json) {
		Provider provider = created(TestResponses.createdWith(field, json));
		assertThat(provider.id()).isEqualTo("dprov_1");
		assertThat(provider.isEditable()).as(field + " " + json).isTrue();
	}

	private Provider created(String body) {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(201).withBody(body)));
		return TestCalls.resultOf(this.providers.create(TestRequests.minimal().build()));
	}

}
