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
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

	private static final List<SmtpProtocol> PROTOCOLS = Stream.of(SmtpProtocol.values())
		.filter((protocol) -> protocol != SmtpProtocol.UNKNOWN)
		.toList();

	private static final JsonMapper mapper = JsonMapper.builder().build();

	/**
	 * A valid change of at least one field. The same random numbers make the same change.
	 */
	static UpdateEdits valid(Random random) {
		Map<String, Optional<Object>> fields = new LinkedHashMap<>();
		while (fields.isEmpty()) {
			set(random, fields, "name", () -> text(random, 1, 255));
			set(random, fields, "smtp_host", () -> text(random, 1, 255));
			set(random, fields, "smtp_port", () -> (int) number(random, 1, 65535));
			set(random, fields, "smtp_protocol", () -> PROTOCOLS.get(random.nextInt(PROTOCOLS.size())));
			set(random, fields, "smtp_username", () -> text(random, 1, 255));
			set(random, fields, "smtp_password", () -> text(random, 1, 500));
			setOrClear(random, fields, "from_email", () -> email(random));
			setOrClear(random, fields, "from_name", () -> text(random, 0, 255));
			setOrClear(random, fields, "reply_to_email", () -> email(random));
			setOrClear(random, fields, "reply_to_name", () -> text(random, 0, 255));
			set(random, fields, "percentage", () -> (int) number(random, 0, 100));
			setOrClear(random, fields, "tracking_domain", () -> text(random, 0, 255));
			setOrClear(random, fields, "quotas.per_second", () -> quota(random));
			setOrClear(random, fields, "quotas.per_minute", () -> quota(random));
			setOrClear(random, fields, "quotas.per_hour", () -> quota(random));
			setOrClear(random, fields, "quotas.per_day", () -> quota(random));
			set(random, fields, "variables", () -> variables(random));
		}
		return new UpdateEdits(fields);
	}

	private static void set(Random random, Map<String, Optional<Object>> fields, String field, Supplier<?> value) {
		if (random.nextInt(10) < 4) {
			fields.put(field, Optional.of(value.get()));
		}
	}

	private static void setOrClear(Random random, Map<String, Optional<Object>> fields, String field,
			Supplier<?> value) {
		if (random.nextInt(10) < 4) {
			fields.put(field, (random.nextInt(10) < 7) ? Optional.of(value.get()) : Optional.empty());
		}
	}

	static Quota quota(Random random) {
		long number = number(random, 1, Long.MAX_VALUE);
		return random.nextBoolean() ? Quota.of(number) : Quota.between(number, number(random, 1, Long.MAX_VALUE));
	}

	/**
	 * A number of the range, which is one of its ends more often than by chance.
	 */
	static long number(Random random, long min, long max) {
		return switch (random.nextInt(6)) {
			case 0 -> min;
			case 1 -> max;
			default -> random.longs(1, min, max).sum();
		};
	}

	/**
	 * Text of any code points, without halves of surrogate pairs, which no encoding of a
	 * request can carry.
	 */
	private static String text(Random random, int min, int max) {
		StringBuilder text = new StringBuilder();
		int length = (int) number(random, min, max);
		while (text.codePointCount(0, text.length()) < length) {
			int codePoint = random.nextInt((random.nextInt(4) == 0) ? Character.MAX_CODE_POINT + 1 : 0x250);
			if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
				text.appendCodePoint(codePoint);
			}
		}
		return text.toString();
	}

	private static String word(Random random, int maxLength) {
		int length = (int) number(random, 1, maxLength);
		return random.ints(length, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
	}

	private static String email(Random random) {
		return word(random, 60) + random.nextInt(100) + "@" + word(random, 60) + ".example.com";
	}

	private static Map<String, String> variables(Random random) {
		Map<String, String> variables = new LinkedHashMap<>();
		int size = (int) number(random, 0, 50);
		while (variables.size() < size) {
			String key = Stream.generate(() -> word(random, 15))
				.limit(number(random, 1, 4))
				.collect(Collectors.joining("_"));
			variables.put(key, text(random, 0, 40));
		}
		return variables;
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

}
