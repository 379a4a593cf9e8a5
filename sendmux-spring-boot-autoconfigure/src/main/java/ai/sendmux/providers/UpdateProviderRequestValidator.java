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
import java.util.Map;

import ai.sendmux.SendmuxViolation;
import org.jspecify.annotations.Nullable;

/**
 * Finds everything that is wrong with an {@link UpdateProviderRequest}.
 */
final class UpdateProviderRequestValidator {

	private final Map<String, @Nullable Object> fields;

	private final Violations violations = new Violations();

	private UpdateProviderRequestValidator(UpdateProviderRequest request) {
		this.fields = request.fields();
	}

	static List<SendmuxViolation> validate(UpdateProviderRequest request) {
		return new UpdateProviderRequestValidator(request).validate();
	}

	private List<SendmuxViolation> validate() {
		if (this.fields.isEmpty()) {
			this.violations.add("", "too_small", "at least one field must be changed");
		}
		text("name", 1, Constraints.MAX_TEXT);
		text("smtp_host", 1, Constraints.MAX_TEXT);
		number("smtp_port", 1, Constraints.MAX_PORT);
		this.violations.protocol("smtp_protocol", (SmtpProtocol) this.fields.get("smtp_protocol"));
		text("smtp_username", 1, Constraints.MAX_TEXT);
		text("smtp_password", 1, Constraints.MAX_PASSWORD);
		this.violations.email("from_email", (String) this.fields.get("from_email"));
		text("from_name", 0, Constraints.MAX_TEXT);
		this.violations.email("reply_to_email", (String) this.fields.get("reply_to_email"));
		text("reply_to_name", 0, Constraints.MAX_TEXT);
		number("percentage", 0, Constraints.MAX_PERCENTAGE);
		text("tracking_domain", 0, Constraints.MAX_TEXT);
		entries("quotas").forEach((field, quota) -> this.violations.quota("quotas." + field, (Quota) quota));
		this.violations.variables("variables", entries("variables"));
		return this.violations.toList();
	}

	private void text(String field, int min, int max) {
		this.violations.text(field, (String) this.fields.get(field), min, max);
	}

	private void number(String field, int min, int max) {
		this.violations.number(field, (Integer) this.fields.get(field), min, max);
	}

	@SuppressWarnings("unchecked")
	private <V> Map<String, V> entries(String field) {
		Object value = this.fields.get(field);
		return (value != null) ? (Map<String, V>) value : Map.of();
	}

}
