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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the JSON that an {@link UpdateProviderRequest} is sent as.
 */
public class UpdateJsonTests {

	private final UpdateBodies bodies = new UpdateBodies();

	public static Stream<Arguments> changes() {
		return Stream.concat(fieldChanges(), quotaChanges());
	}

	private static Stream<Arguments> fieldChanges() {
		return Stream.of(change("{'name':'New'}", (change) -> change.name("New")),
				change("{'smtp_host':'smtp.example.org'}", (change) -> change.smtpHost("smtp.example.org")),
				change("{'smtp_port':1}", (change) -> change.smtpPort(1)),
				change("{'smtp_protocol':'tls'}", (change) -> change.smtpProtocol(SmtpProtocol.TLS)),
				change("{'smtp_username':'user'}", (change) -> change.smtpUsername("user")),
				change("{'smtp_password':'geheim'}", (change) -> change.smtpPassword("geheim")),
				change("{'from_email':'a@example.com'}", (change) -> change.fromEmail("a@example.com")),
				change("{'from_email':null}", (change) -> change.clearFromEmail()),
				change("{'from_name':'Acme'}", (change) -> change.fromName("Acme")),
				change("{'from_name':''}", (change) -> change.fromName("")),
				change("{'from_name':null}", (change) -> change.clearFromName()),
				change("{'reply_to_email':'a@example.com'}", (change) -> change.replyToEmail("a@example.com")),
				change("{'reply_to_email':null}", (change) -> change.clearReplyToEmail()),
				change("{'reply_to_name':'Support'}", (change) -> change.replyToName("Support")),
				change("{'reply_to_name':null}", (change) -> change.clearReplyToName()),
				change("{'percentage':0}", (change) -> change.percentage(0)),
				change("{'tracking_domain':'t.example.com'}", (change) -> change.trackingDomain("t.example.com")),
				change("{'tracking_domain':null}", (change) -> change.clearTrackingDomain()),
				change("{'variables':{'plan':'Gold'}}", (change) -> change.variables(Map.of("plan", "Gold"))),
				change("{'variables':{}}", (change) -> change.clearVariables()),
				change("{'variables':{}}", (change) -> change.variables(Map.of())));
	}

	private static Stream<Arguments> quotaChanges() {
		return Stream.of(
				change("{'quotas':{'per_second':1}}", (change) -> change.quotas((q) -> q.perSecond(Quota.of(1)))),
				change("{'quotas':{'per_second':null}}", (change) -> change.quotas((q) -> q.clearPerSecond())),
				change("{'quotas':{'per_minute':2}}", (change) -> change.quotas((q) -> q.perMinute(Quota.of(2)))),
				change("{'quotas':{'per_minute':null}}", (change) -> change.quotas((q) -> q.clearPerMinute())),
				change("{'quotas':{'per_hour':3}}", (change) -> change.quotas((q) -> q.perHour(Quota.of(3)))),
				change("{'quotas':{'per_hour':null}}", (change) -> change.quotas((q) -> q.clearPerHour())),
				change("{'quotas':{'per_day':4}}", (change) -> change.quotas((q) -> q.perDay(Quota.of(4)))),
				change("{'quotas':{'per_day':null}}", (change) -> change.quotas((q) -> q.clearPerDay())),
				change("{'quotas':{'per_day':{'min':1,'max':9}}}",
						(change) -> change.quotas((q) -> q.perDay(Quota.between(1, 9)))),
				change("{'quotas':{'per_day':5}}", (change) -> change.quotas((q) -> q.perDay(Quota.between(5, 5)))),
				change("{'quotas':{'per_day':9223372036854775807}}",
						(change) -> change.quotas((q) -> q.perDay(Quota.of(Long.MAX_VALUE)))),
				change("{'quotas':{'per_day':null,'per_hour':100}}",
						(change) -> change.quotas((q) -> q.clearPerDay().perHour(Quota.of(100)))),
				change("{'quotas':{'per_day':null,'per_hour':100}}",
						(change) -> change.quotas((q) -> q.clearPerDay()).quotas((q) -> q.perHour(Quota.of(100)))),
				change("{'name':'New'}", (change) -> change.name("New").quotas((q) -> {
				})));
	}

	@ParameterizedTest
	@MethodSource("changes")
	void updateWhenFieldsAreSetSendsOnlyThem(String json, UpdateProviderRequest request) {
		assertThat(this.bodies.of(request)).isEqualTo(json);
	}

	@Test
	void updateWhenFieldsAreSetSendsThemInOrder() {
		UpdateProviderRequest request = UpdateProviderRequest.builder()
			.name("New")
			.clearFromName()
			.quotas((quotas) -> quotas.clearPerDay().perHour(Quota.of(100)))
			.smtpPort(25)
			.build();
		assertThat(this.bodies.of(request))
			.isEqualTo(json("{'name':'New','from_name':null,'quotas':{'per_day':null,'per_hour':100},'smtp_port':25}"));
	}

	@Test
	void builderWhenFieldIsSetTwiceKeepsLastValue() {
		assertThat(this.bodies.of(UpdateProviderRequest.builder().fromName("Acme").clearFromName().build()))
			.isEqualTo(json("{'from_name':null}"));
		assertThat(this.bodies.of(UpdateProviderRequest.builder().clearFromName().fromName("Acme").build()))
			.isEqualTo(json("{'from_name':'Acme'}"));
		assertThat(this.bodies.of(UpdateProviderRequest.builder()
			.quotas((quotas) -> quotas.perDay(Quota.of(1)))
			.quotas((quotas) -> quotas.clearPerDay())
			.build())).isEqualTo(json("{'quotas':{'per_day':null}}"));
	}

	@Test
	void requestWhenBuilderChangesIsUnchanged() {
		Map<String, String> variables = new LinkedHashMap<>(Map.of("plan", "Gold"));
		UpdateProviderRequest.Builder builder = UpdateProviderRequest.builder().variables(variables);
		UpdateProviderRequest request = builder.build();
		variables.put("plan", "Silver");
		builder.name("Later").quotas((quotas) -> quotas.clearPerDay());
		assertThat(this.bodies.of(request)).isEqualTo(json("{'variables':{'plan':'Gold'}}"));
	}

	@Test
	void requestWhenSameChangeIsEqual() {
		UpdateProviderRequest request = UpdateProviderRequest.builder().name("New").clearFromName().build();
		assertThat(request).isEqualTo(UpdateProviderRequest.builder().clearFromName().name("New").build())
			.hasSameHashCodeAs(UpdateProviderRequest.builder().clearFromName().name("New").build())
			.isNotEqualTo(UpdateProviderRequest.builder().name("New").build())
			.isNotEqualTo(UpdateProviderRequest.builder().name("New").fromName("").build());
	}

	@Test
	void requestWhenFieldsAreVisibleHidesPassword() throws Exception {
		UpdateProviderRequest request = UpdateProviderRequest.builder().smtpPassword("geheim").build();
		JsonMapper fields = JsonMapper.builder()
			.changeDefaultVisibility((checker) -> checker.withFieldVisibility(Visibility.ANY))
			.build();
		assertThat(fields.writeValueAsString(request)).doesNotContain("geheim");
		ObjectMapper fieldsOfJackson2 = new ObjectMapper().setVisibility(PropertyAccessor.FIELD, Visibility.ANY);
		assertThat(fieldsOfJackson2.writeValueAsString(request)).doesNotContain("geheim");
	}

	@Test
	void toStringDoesNotShowPassword() {
		assertThat(UpdateProviderRequest.builder().name("New").smtpPassword("geheim").build())
			.hasToString("UpdateProviderRequest{name=New, smtp_password=******}");
	}

	@Test
	@SuppressWarnings("NullAway") // The check for null is what is tested
	void builderWhenValueIsNullThrows() {
		UpdateProviderRequest.Builder builder = UpdateProviderRequest.builder();
		assertThatIllegalArgumentException().isThrownBy(() -> builder.fromName(null))
			.withMessage("'from_name' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.quotas((quotas) -> quotas.perDay(null)))
			.withMessage("'per_day' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.variables(null));
	}

	private static Arguments change(String json, UnaryOperator<UpdateProviderRequest.Builder> change) {
		return Arguments.of(json(json), change.apply(UpdateProviderRequest.builder()).build());
	}

	private static String json(String text) {
		return text.replace('\'', '"');
	}

}
