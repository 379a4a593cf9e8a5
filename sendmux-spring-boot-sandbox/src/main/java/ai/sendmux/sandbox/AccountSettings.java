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

package ai.sendmux.sandbox;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings of an account as the API returns them. The SMTP password itself is not
 * stored.
 *
 * @param values all settings, absent ones as JSON null; must not be modified
 * @param passwordStored whether an SMTP password was given
 */
record AccountSettings(ObjectNode values, boolean passwordStored) {

	private static final List<String> PLAIN = List.of("name", "smtp_host", "smtp_port", "smtp_protocol",
			"smtp_username", "from_email", "from_name", "reply_to_email", "reply_to_name", "percentage",
			"tracking_domain");

	private static final List<String> WHOLE_NUMBERS = List.of("smtp_port", "percentage");

	static final List<String> QUOTAS = List.of("per_second", "per_minute", "per_hour", "per_day");

	static AccountSettings none() {
		ObjectNode values = JsonNodeFactory.instance.objectNode();
		PLAIN.forEach(values::putNull);
		values.put("percentage", 100);
		ObjectNode quotas = values.putObject("quotas");
		QUOTAS.forEach(quotas::putNull);
		values.putObject("variables");
		return new AccountSettings(values, false);
	}

	/**
	 * Apply a valid request body: absent fields keep their values, null clears them, and
	 * variables are replaced as a whole.
	 * @param body the body
	 * @return the changed settings
	 */
	AccountSettings with(ObjectNode body) {
		ObjectNode changed = this.values.deepCopy();
		PLAIN.stream().filter(body::has).forEach((name) -> changed.set(name, plain(name, body.path(name))));
		JsonNode quotas = body.path("quotas");
		QUOTAS.stream()
			.filter(quotas::has)
			.forEach((name) -> changed.withObject("quotas").set(name, range(quotas.path(name))));
		if (body.has("variables")) {
			changed.set("variables", body.path("variables").deepCopy());
		}
		return new AccountSettings(changed, this.passwordStored || body.has("smtp_password"));
	}

	String name() {
		return this.values.path("name").asString("");
	}

	String smtpHost() {
		return this.values.path("smtp_host").asString("");
	}

	private static JsonNode plain(String name, JsonNode value) {
		boolean wholeNumber = WHOLE_NUMBERS.contains(name) && value.isNumber();
		return wholeNumber ? JsonNodeFactory.instance.numberNode(value.decimalValue().intValue()) : value;
	}

	private static JsonNode range(JsonNode quota) {
		if (quota.isNull()) {
			return quota;
		}
		JsonNode min = quota.isObject() ? quota.path("min") : quota;
		JsonNode max = quota.isObject() ? quota.path("max") : quota;
		return JsonNodeFactory.instance.objectNode()
			.put("min", min.decimalValue().longValue())
			.put("max", max.decimalValue().longValue());
	}

}
