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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import ai.sendmux.SendmuxViolation;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with the fields of a request. A field that is absent is fine
 * here: whether it is required is a matter of the request.
 */
final class Violations {

	private static final Pattern EMAIL = Pattern.compile(Constraints.EMAIL);

	private static final Pattern VARIABLE_KEY = Pattern.compile(Constraints.VARIABLE_KEY);

	private final List<SendmuxViolation> violations = new ArrayList<>();

	List<SendmuxViolation> toList() {
		return List.copyOf(this.violations);
	}

	void required(String field, @Nullable Object value) {
		if (value == null) {
			add(field, "invalid_type", "must be given");
		}
	}

	void text(String field, @Nullable String value, int min, int max) {
		if (value == null) {
			return;
		}
		int length = value.codePointCount(0, value.length());
		if (length < min) {
			add(field, "too_small", "must not be empty");
		}
		if (length > max) {
			add(field, "too_big", "must have at most " + max + " characters");
		}
	}

	void email(String field, @Nullable String value) {
		text(field, value, 0, Constraints.MAX_TEXT);
		if (value != null && !EMAIL.matcher(value).matches()) {
			add(field, "invalid_string", "must be an email address");
		}
	}

	void number(String field, @Nullable Integer value, int min, int max) {
		if (value != null && (value < min || value > max)) {
			add(field, (value < min) ? "too_small" : "too_big", "must be from " + min + " to " + max);
		}
	}

	void protocol(String field, @Nullable SmtpProtocol value) {
		if (value == SmtpProtocol.UNKNOWN) {
			add(field, "invalid_enum_value", "must be tls, ssl, none or starttls");
		}
	}

	void quota(String field, @Nullable Quota value) {
		if (value == null) {
			return;
		}
		if (value.min() == value.max()) {
			positive(field, value.min());
			return;
		}
		positive(field + ".min", value.min());
		positive(field + ".max", value.max());
	}

	private void positive(String field, long value) {
		if (value <= 0) {
			add(field, "too_small", "must be at least 1");
		}
	}

	void variables(String field, @Nullable Map<String, String> value) {
		if (value == null) {
			return;
		}
		if (value.size() > Constraints.MAX_VARIABLES) {
			add(field, "too_big", "must have at most " + Constraints.MAX_VARIABLES + " entries");
		}
		value.forEach((key, text) -> variable(field, key, text));
	}

	private void variable(String field, @Nullable String key, @Nullable String text) {
		if (key != null && VARIABLE_KEY.matcher(key).matches()) {
			required(field + "." + key, text);
			text(field + "." + key, text, 0, Constraints.MAX_VARIABLE_VALUE);
			return;
		}
		// A key that breaks the rules is not repeated in the path, because it may be of
		// any length.
		add(field, "invalid_string", "must have keys in lower snake case of at most " + Constraints.MAX_VARIABLE_KEY
				+ " characters, such as plan_name");
		required(field, text);
		text(field, text, 0, Constraints.MAX_VARIABLE_VALUE);
	}

	void add(String field, String code, String message) {
		this.violations.add(new SendmuxViolation(field, code, message));
	}

}
