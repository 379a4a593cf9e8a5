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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Meaning of an {@link UpdateProviderRequest}: for each field that it mentions, the new
 * value, or none to clear it.
 *
 * @param fields the fields by the names of the API
 */
record UpdateEdits(Map<String, Optional<Object>> fields) {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	static Arbitrary<UpdateEdits> valid() {
		Arbitrary<String> email = Combinators
			.combine(Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(60),
					Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(60))
			.as((name, host) -> name + "@" + host + ".example.com");
		List<Arbitrary<Edit>> edits = Stream.of(set("name", text(1, 255)), set("smtp_host", text(1, 255)),
				set("smtp_port", Arbitraries.integers().between(1, 65535)),
				set("smtp_protocol", Arbitraries.of(SmtpProtocol.class).filter((it) -> it != SmtpProtocol.UNKNOWN)),
				set("smtp_username", text(1, 255)), set("smtp_password", text(1, 500)), setOrClear("from_email", email),
				setOrClear("from_name", text(0, 255)), setOrClear("reply_to_email", email),
				setOrClear("reply_to_name", text(0, 255)), set("percentage", Arbitraries.integers().between(0, 100)),
				setOrClear("tracking_domain", text(0, 255)), setOrClear("quotas.per_second", quotas()),
				setOrClear("quotas.per_minute", quotas()), setOrClear("quotas.per_hour", quotas()),
				setOrClear("quotas.per_day", quotas()), set("variables", variables()))
			.map((edit) -> edit.injectNull(0.6))
			.toList();
		return Combinators.combine(edits).as(UpdateEdits::of).filter((it) -> !it.fields().isEmpty());
	}

	static Arbitrary<Quota> quotas() {
		Arbitrary<Long> numbers = Arbitraries.longs().greaterOrEqual(1);
		return Arbitraries.oneOf(numbers.map(Quota::of), Combinators.combine(numbers, numbers).as(Quota::between));
	}

	/**
	 * Without halves of surrogate pairs, which no encoding of a request can carry.
	 */
	private static StringArbitrary text(int min, int max) {
		return Arbitraries.strings()
			.withCharRange('\u0000', '\uD7FF')
			.withCharRange('\uE000', '\uFFFD')
			.ofMinLength(min)
			.ofMaxLength(max);
	}

	private static Arbitrary<Map<String, String>> variables() {
		Arbitrary<String> word = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(15);
		Arbitrary<String> key = word.list().ofMinSize(1).ofMaxSize(4).map((words) -> String.join("_", words));
		return Arbitraries.maps(key, text(0, 40)).ofMaxSize(50);
	}

	private static Arbitrary<Edit> set(String field, Arbitrary<?> values) {
		return values.map((value) -> new Edit(field, Optional.of(value)));
	}

	private static Arbitrary<Edit> setOrClear(String field, Arbitrary<?> values) {
		return values.optional(0.7).map((value) -> new Edit(field, value.map(Object.class::cast)));
	}

	private static UpdateEdits of(List<Edit> edits) {
		Map<String, Optional<Object>> fields = new LinkedHashMap<>();
		edits.stream().filter((edit) -> edit != null).forEach((edit) -> fields.put(edit.field(), edit.value()));
		return new UpdateEdits(fields);
	}

	UpdateProviderRequest toRequest() {
		UpdateProviderRequest.Builder builder = UpdateProviderRequest.builder();
		this.fields.forEach((field, value) -> value.ifPresentOrElse((present) -> set(builder, field, present),
				() -> clear(builder, field)));
		return builder.build();
	}

	@SuppressWarnings("unchecked")
	private static void set(UpdateProviderRequest.Builder builder, String field, Object value) {
		switch (field) {
			case "name" -> builder.name((String) value);
			case "smtp_host" -> builder.smtpHost((String) value);
			case "smtp_port" -> builder.smtpPort((Integer) value);
			case "smtp_protocol" -> builder.smtpProtocol((SmtpProtocol) value);
			case "smtp_username" -> builder.smtpUsername((String) value);
			case "smtp_password" -> builder.smtpPassword((String) value);
			case "from_email" -> builder.fromEmail((String) value);
			case "from_name" -> builder.fromName((String) value);
			case "reply_to_email" -> builder.replyToEmail((String) value);
			case "reply_to_name" -> builder.replyToName((String) value);
			case "percentage" -> builder.percentage((Integer) value);
			case "tracking_domain" -> builder.trackingDomain((String) value);
			case "quotas.per_second" -> builder.quotas((quotas) -> quotas.perSecond((Quota) value));
			case "quotas.per_minute" -> builder.quotas((quotas) -> quotas.perMinute((Quota) value));
			case "quotas.per_hour" -> builder.quotas((quotas) -> quotas.perHour((Quota) value));
			case "quotas.per_day" -> builder.quotas((quotas) -> quotas.perDay((Quota) value));
			case "variables" -> builder.variables((Map<String, String>) value);
			default -> throw new IllegalArgumentException(field);
		}
	}

	private static void clear(UpdateProviderRequest.Builder builder, String field) {
		switch (field) {
			case "from_email" -> builder.clearFromEmail();
			case "from_name" -> builder.clearFromName();
			case "reply_to_email" -> builder.clearReplyToEmail();
			case "reply_to_name" -> builder.clearReplyToName();
			case "tracking_domain" -> builder.clearTrackingDomain();
			case "quotas.per_second" -> builder.quotas(QuotaChanges::clearPerSecond);
			case "quotas.per_minute" -> builder.quotas(QuotaChanges::clearPerMinute);
			case "quotas.per_hour" -> builder.quotas(QuotaChanges::clearPerHour);
			case "quotas.per_day" -> builder.quotas(QuotaChanges::clearPerDay);
			default -> throw new IllegalArgumentException(field);
		}
	}

	/**
	 * Read a body the way that the API does.
	 */
	static UpdateEdits read(String json) {
		Map<String, Optional<Object>> fields = new LinkedHashMap<>();
		mapper.readTree(json).forEachEntry((field, value) -> {
			if (field.equals("quotas")) {
				value.forEachEntry((quota, limit) -> fields.put("quotas." + quota, read("quotas." + quota, limit)));
			}
			else {
				fields.put(field, read(field, value));
			}
		});
		return new UpdateEdits(fields);
	}

	private static Optional<Object> read(String field, JsonNode value) {
		if (value.isNull()) {
			return Optional.empty();
		}
		return Optional.of(switch (field) {
			case "smtp_port", "percentage" -> value.intValue();
			case "smtp_protocol" -> mapper.treeToValue(value, SmtpProtocol.class);
			case "variables" -> mapper.convertValue(value, new TypeReference<Map<String, String>>() {
			});
			default -> field.startsWith("quotas.") ? mapper.treeToValue(value, Quota.class) : value.stringValue();
		});
	}

	/**
	 * Edit of one field.
	 *
	 * @param field the name of the field
	 * @param value the new value, or none to clear it
	 */
	record Edit(String field, Optional<Object> value) {

	}

}
