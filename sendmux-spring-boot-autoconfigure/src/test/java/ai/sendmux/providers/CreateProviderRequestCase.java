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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Content of a request at the edge of a constraint, or just beyond it.
 *
 * @param description what is special about the content
 * @param request the request
 * @param violations the expected violations, each as field and code
 */
record CreateProviderRequestCase(String description, CreateProviderRequest request, List<String> violations) {

	/**
	 * One code point in two UTF-16 units.
	 */
	private static final String EMOJI = "\uD83D\uDE00";

	private static final String LONE_SURROGATE = "\uD83D";

	@Override
	public String toString() {
		return this.description;
	}

	static Stream<CreateProviderRequestCase> all() {
		return Stream.of(required(), texts(), emails(), numbers(), quotas(), variables(), whole())
			.flatMap((some) -> some);
	}

	@SuppressWarnings("NullAway") // What the builder asks for is left out on purpose
	private static Stream<CreateProviderRequestCase> required() {
		return Stream.of(absent("name", TestRequests.minimal().name(null)),
				absent("smtp_host", TestRequests.minimal().smtpHost(null)),
				absent("smtp_port", TestRequests.minimal().smtpPort(null)),
				absent("smtp_protocol", TestRequests.minimal().smtpProtocol(null)),
				absent("smtp_username", TestRequests.minimal().smtpUsername(null)),
				absent("smtp_password", TestRequests.minimal().smtpPassword(null)));
	}

	private static Stream<CreateProviderRequestCase> texts() {
		return Stream
			.of(text("name", 1, 255, CreateProviderRequest.Builder::name),
					text("smtp_host", 1, 255, CreateProviderRequest.Builder::smtpHost),
					text("smtp_username", 1, 255, CreateProviderRequest.Builder::smtpUsername),
					text("smtp_password", 1, 500, CreateProviderRequest.Builder::smtpPassword),
					text("from_name", 0, 255, CreateProviderRequest.Builder::fromName),
					text("reply_to_name", 0, 255, CreateProviderRequest.Builder::replyToName),
					text("tracking_domain", 0, 255, CreateProviderRequest.Builder::trackingDomain))
			.flatMap((some) -> some);
	}

	private static Stream<CreateProviderRequestCase> text(String field, int min, int max, Setter<String> setter) {
		CreateProviderRequestCase empty = (min == 0) ? valid(field + " empty", (it) -> setter.set(it, ""))
				: invalid(field + " empty", (it) -> setter.set(it, ""), field + " too_small");
		return Stream.of(empty, valid(field + " of one character", (it) -> setter.set(it, "x")),
				valid(field + " of " + max + " characters", (it) -> setter.set(it, "x".repeat(max))),
				invalid(field + " of " + (max + 1) + " characters", (it) -> setter.set(it, "x".repeat(max + 1)),
						field + " too_big"),
				valid(field + " of " + max + " emoji", (it) -> setter.set(it, EMOJI.repeat(max))),
				invalid(field + " of " + (max + 1) + " emoji", (it) -> setter.set(it, EMOJI.repeat(max + 1)),
						field + " too_big"));
	}

	private static Stream<CreateProviderRequestCase> emails() {
		return Stream
			.of(email("from_email", CreateProviderRequest.Builder::fromEmail),
					email("reply_to_email", CreateProviderRequest.Builder::replyToEmail))
			.flatMap((some) -> some);
	}

	private static Stream<CreateProviderRequestCase> email(String field, Setter<String> setter) {
		String domain = "@example.com";
		String longest = "x".repeat(255 - domain.length()) + domain;
		Stream<CreateProviderRequestCase> malformed = Stream
			.of("", "sender", "sender@", "@example.com", "a@b@c", "a b@example.com", "a@example.com\n")
			.map((value) -> invalid(field + " '" + value.strip() + "'", (it) -> setter.set(it, value),
					field + " invalid_string"));
		return Stream.concat(malformed, Stream.of(valid(field, (it) -> setter.set(it, "sender+tag@example.com")),
				valid(field + " of 255 characters", (it) -> setter.set(it, longest)),
				valid(field + " of 255 characters and emoji",
						(it) -> setter.set(it, longest.replace("x", EMOJI).replace("e" + EMOJI, "ex"))),
				invalid(field + " of 256 characters", (it) -> setter.set(it, "x" + longest), field + " too_big"),
				invalid(field + " without '@' of 256 characters", (it) -> setter.set(it, "x".repeat(256)),
						field + " too_big", field + " invalid_string")));
	}

	private static Stream<CreateProviderRequestCase> numbers() {
		return Stream.of(port(Integer.MIN_VALUE, "too_small"), port(-1, "too_small"), port(0, "too_small"), port(1),
				port(65535), port(65536, "too_big"), port(Integer.MAX_VALUE, "too_big"), percentage(-1, "too_small"),
				percentage(0), percentage(100), percentage(101, "too_big"),
				invalid("smtp_protocol unknown", (it) -> it.smtpProtocol(SmtpProtocol.UNKNOWN),
						"smtp_protocol invalid_enum_value"),
				valid("smtp_protocol tls", (it) -> it.smtpProtocol(SmtpProtocol.TLS)),
				valid("smtp_protocol ssl", (it) -> it.smtpProtocol(SmtpProtocol.SSL)),
				valid("smtp_protocol none", (it) -> it.smtpProtocol(SmtpProtocol.NONE)));
	}

	private static CreateProviderRequestCase port(int value, String... codes) {
		return invalid("smtp_port " + value, (it) -> it.smtpPort(value), with("smtp_port", codes));
	}

	private static CreateProviderRequestCase percentage(int value, String... codes) {
		return invalid("percentage " + value, (it) -> it.percentage(value), with("percentage", codes));
	}

	private static Stream<CreateProviderRequestCase> quotas() {
		return Stream
			.of(quota("quotas.per_second", ProviderQuotas.Builder::perSecond),
					quota("quotas.per_minute", ProviderQuotas.Builder::perMinute),
					quota("quotas.per_hour", ProviderQuotas.Builder::perHour),
					quota("quotas.per_day", ProviderQuotas.Builder::perDay),
					Stream.of(valid("no quota", (it) -> it.quotas(ProviderQuotas.builder().build()))))
			.flatMap((some) -> some);
	}

	private static Stream<CreateProviderRequestCase> quota(String field, QuotaSetter setter) {
		return Stream.of(quota(field, setter, Quota.of(1)), quota(field, setter, Quota.of(Long.MAX_VALUE)),
				quota(field, setter, Quota.of(0), field + " too_small"),
				quota(field, setter, Quota.of(-1), field + " too_small"), quota(field, setter, Quota.between(1, 2)),
				quota(field, setter, Quota.between(2, 1)),
				quota(field, setter, Quota.between(0, 1), field + ".min too_small"),
				quota(field, setter, Quota.between(1, 0), field + ".max too_small"),
				quota(field, setter, Quota.between(-2, -1), field + ".min too_small", field + ".max too_small"));
	}

	private static CreateProviderRequestCase quota(String field, QuotaSetter setter, Quota quota,
			String... violations) {
		return invalid(field + " " + quota, (it) -> it.quotas(setter.set(ProviderQuotas.builder(), quota).build()),
				violations);
	}

	private static Stream<CreateProviderRequestCase> variables() {
		return Stream.of(variables("no variable", Map.of()), variables("50 variables", numbered(50)),
				variables("51 variables", numbered(51), "variables too_big"), key("a"), key("a1_b2_3c"),
				key("a".repeat(64)), key("a".repeat(65), "variables invalid_string"),
				key("", "variables invalid_string"), key("1a", "variables invalid_string"),
				key("planName", "variables invalid_string"), key("plan-name", "variables invalid_string"),
				key("_plan", "variables invalid_string"), key("plan_", "variables invalid_string"),
				key("plan__name", "variables invalid_string"), key("plan\n", "variables invalid_string"),
				variables("variable with an empty value", Map.of("plan", "")),
				variables("variable of 4096 characters", Map.of("plan", "x".repeat(4096))),
				variables("variable of 4097 characters", Map.of("plan", "x".repeat(4097)), "variables.plan too_big"),
				variables("variable of 2049 emoji", Map.of("plan", EMOJI.repeat(2049))),
				variables("variable of 4096 emoji", Map.of("plan", EMOJI.repeat(4096))),
				variables("variable of 4097 emoji", Map.of("plan", EMOJI.repeat(4097)), "variables.plan too_big"),
				variables("variable of 4096 lone surrogates", Map.of("plan", LONE_SURROGATE.repeat(4096))),
				variables("variable of 4097 lone surrogates", Map.of("plan", LONE_SURROGATE.repeat(4097)),
						"variables.plan too_big"),
				key(EMOJI.repeat(40), "variables invalid_string"),
				key("a" + "_a".repeat(20_000), "variables invalid_string"),
				variables("variable without a value", entry("plan", null), "variables.plan invalid_type"),
				variables("variable without a key", entry(null, "x"), "variables invalid_string"),
				variables("variable without a key and value", entry(null, null), "variables invalid_string",
						"variables invalid_type"),
				variables("variable with a wrong key and no value", entry("Plan", null), "variables invalid_string",
						"variables invalid_type"),
				variables("variable with a wrong key and 4097 characters", Map.of("Plan", "x".repeat(4097)),
						"variables invalid_string", "variables too_big"));
	}

	private static CreateProviderRequestCase key(String key, String... violations) {
		return variables("variable '" + key.strip() + "' of " + key.length() + " characters", Map.of(key, "x"),
				violations);
	}

	private static CreateProviderRequestCase variables(String description, Map<String, String> variables,
			String... violations) {
		return invalid(description, (it) -> it.variables(variables), violations);
	}

	private static Map<String, String> numbered(int count) {
		Map<String, String> variables = new LinkedHashMap<>();
		IntStream.range(0, count).forEach((index) -> variables.put("key" + index, "x"));
		return variables;
	}

	/**
	 * What a caller without null checks can hand in.
	 */
	@SuppressWarnings("NullAway")
	static Map<String, String> entry(@Nullable String key, @Nullable String value) {
		return Collections.singletonMap(key, value);
	}

	private static Stream<CreateProviderRequestCase> whole() {
		return Stream.of(
				new CreateProviderRequestCase("required fields only", TestRequests.minimal().build(), List.of()),
				new CreateProviderRequestCase("all fields", TestRequests.full().build(), List.of()),
				new CreateProviderRequestCase("nothing at all", CreateProviderRequest.builder().build(),
						List.of("name invalid_type", "smtp_host invalid_type", "smtp_port invalid_type",
								"smtp_protocol invalid_type", "smtp_username invalid_type",
								"smtp_password invalid_type")),
				new CreateProviderRequestCase("everything wrong at once", everythingWrong(),
						List.of("name too_small", "smtp_host too_big", "smtp_port too_small",
								"smtp_protocol invalid_enum_value", "smtp_username too_small", "smtp_password too_big",
								"from_email invalid_string", "from_name too_big", "reply_to_email invalid_string",
								"reply_to_name too_big", "quotas.per_second too_small", "quotas.per_day.min too_small",
								"percentage too_big", "tracking_domain too_big", "variables invalid_string")));
	}

	private static CreateProviderRequest everythingWrong() {
		String tooLong = "x".repeat(256);
		return CreateProviderRequest.builder()
			.name("")
			.smtpHost(tooLong)
			.smtpPort(0)
			.smtpProtocol(SmtpProtocol.UNKNOWN)
			.smtpUsername("")
			.smtpPassword("x".repeat(501))
			.fromEmail("sender")
			.fromName(tooLong)
			.replyToEmail("support")
			.replyToName(tooLong)
			.quotas(ProviderQuotas.builder().perSecond(Quota.of(0)).perDay(Quota.between(0, 5)).build())
			.percentage(101)
			.trackingDomain(tooLong)
			.variables(Map.of("Plan", "Gold"))
			.build();
	}

	private static CreateProviderRequestCase absent(String field, CreateProviderRequest.Builder request) {
		return new CreateProviderRequestCase(field + " absent", request.build(), List.of(field + " invalid_type"));
	}

	private static CreateProviderRequestCase valid(String description,
			UnaryOperator<CreateProviderRequest.Builder> change) {
		return invalid(description, change);
	}

	private static CreateProviderRequestCase invalid(String description,
			UnaryOperator<CreateProviderRequest.Builder> change, String... violations) {
		return new CreateProviderRequestCase(description, change.apply(TestRequests.minimal()).build(),
				List.of(violations));
	}

	private static String[] with(String field, String... codes) {
		return Stream.of(codes).map((code) -> field + " " + code).toArray(String[]::new);
	}

	/**
	 * Sets a field of a request.
	 *
	 * @param <T> the type of the field
	 */
	@FunctionalInterface
	private interface Setter<T> {

		CreateProviderRequest.Builder set(CreateProviderRequest.Builder request, T value);

	}

	/**
	 * Sets one of the quotas.
	 */
	@FunctionalInterface
	private interface QuotaSetter {

		ProviderQuotas.Builder set(ProviderQuotas.Builder quotas, Quota value);

	}

}
