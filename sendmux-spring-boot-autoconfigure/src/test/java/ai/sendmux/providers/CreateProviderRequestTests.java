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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CreateProviderRequest}.
 */
class CreateProviderRequestTests {

	private final JsonMapper mapper = JsonMapper.builder().build();

	@Test
	void toStringHidesPassword() {
		assertThat(TestRequests.full().build().toString())
			.contains("Transactional SMTP", "smtp.example.com", "587", "api-user", "sender@example.com", "Gold")
			.doesNotContain(TestRequests.PASSWORD);
	}

	@Test
	void builderToStringHidesPassword() {
		assertThat(TestRequests.full().toString()).doesNotContain(TestRequests.PASSWORD);
	}

	@Test
	void writeWhenMapperIsOfApplicationOmitsPassword() {
		String json = this.mapper.writeValueAsString(TestRequests.full().build());
		assertThat(json).contains("\"smtp_username\":\"api-user\"")
			.doesNotContain("smtp_password", "smtpPassword", TestRequests.PASSWORD);
	}

	@Test
	void writeWhenMapperIsOfJackson2OmitsPassword() throws Exception {
		String json = new ObjectMapper().writeValueAsString(TestRequests.full().build());
		assertThat(json).contains("\"smtp_username\":\"api-user\"")
			.doesNotContain("smtp_password", "smtpPassword", TestRequests.PASSWORD);
	}

	@Test
	void writeWhenFieldsAreVisibleOmitsPassword() throws Exception {
		JsonMapper fields = JsonMapper.builder()
			.changeDefaultVisibility((checker) -> checker.withFieldVisibility(Visibility.ANY))
			.build();
		assertThat(fields.writeValueAsString(TestRequests.full().build())).doesNotContain(TestRequests.PASSWORD);
		ObjectMapper fieldsOfJackson2 = new ObjectMapper().setVisibility(PropertyAccessor.FIELD, Visibility.ANY);
		assertThat(fieldsOfJackson2.writeValueAsString(TestRequests.full().build()))
			.doesNotContain(TestRequests.PASSWORD);
	}

	@Test
	void readWhenJsonHasApiNamesReadsAllFields() {
		CreateProviderRequest request = this.mapper.readValue("""
				{ "name": "Transactional SMTP", "smtp_host": "smtp.example.com", "smtp_port": 587,
					"smtp_protocol": "starttls", "smtp_username": "api-user", "smtp_password": "%s",
					"from_email": "sender@example.com", "from_name": "Acme",
					"reply_to_email": "support@example.com", "reply_to_name": "Support",
					"quotas": { "per_minute": { "min": 10, "max": 60 }, "per_day": 5000 }, "percentage": 100,
					"tracking_domain": "click.example.com", "variables": { "plan_name": "Gold" } }
				""".formatted(TestRequests.PASSWORD), CreateProviderRequest.class);
		assertThat(request).isEqualTo(TestRequests.full().build());
	}

	@Test
	void readWhenProtocolIsUnknownMakesTheRequestInvalid() {
		CreateProviderRequest request = this.mapper.readValue("{ \"smtp_protocol\": \"quic\" }",
				CreateProviderRequest.class);
		assertThat(request.smtpProtocol()).isEqualTo(SmtpProtocol.UNKNOWN);
	}

	static Stream<Quota> quotas() {
		return Stream.of(Quota.of(0), Quota.of(5000), Quota.of(Long.MAX_VALUE), Quota.between(10, 60));
	}

	@ParameterizedTest
	@MethodSource("quotas")
	void quotaWhenWrittenAndReadIsEqual(Quota quota) {
		assertThat(this.mapper.readValue(this.mapper.writeValueAsString(quota), Quota.class)).isEqualTo(quota);
	}

	@Test
	void writeWhenQuotaIsFixedWritesNumber() {
		assertThat(this.mapper.writeValueAsString(Quota.of(5000))).isEqualTo("5000");
	}

	@Test
	void writeWhenQuotaIsRangeWritesObject() {
		assertThat(this.mapper.writeValueAsString(Quota.between(10, 60))).isEqualTo("{\"min\":10,\"max\":60}");
	}

	@ParameterizedTest
	@EnumSource(value = SmtpProtocol.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
	void protocolWhenWrittenAndReadIsEqual(SmtpProtocol protocol) {
		String json = this.mapper.writeValueAsString(protocol);
		assertThat(json).isLowerCase();
		assertThat(this.mapper.readValue(json, SmtpProtocol.class)).isEqualTo(protocol);
	}

	@Test
	void toBuilderWhenBuiltReturnsEqualRequest() {
		CreateProviderRequest request = TestRequests.full().build();
		assertThat(request.toBuilder().build()).isEqualTo(request);
	}

	@Test
	void variablesWhenSourceChangesAreUnchanged() {
		Map<String, String> variables = new LinkedHashMap<>(Map.of("plan_name", "Gold"));
		CreateProviderRequest request = TestRequests.minimal().variables(variables).build();
		variables.clear();
		assertThat(request.variables()).containsExactly(Map.entry("plan_name", "Gold"));
	}

	@Test
	void variablesWhenModifiedThrow() {
		Map<String, String> variables = Objects.requireNonNull(TestRequests.full().build().variables());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(variables::clear);
	}

}
