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

package ai.sendmux.console.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What can be entered for an account: in a form, and in a column of a file.
 */
public enum AccountField {

	NAME(Section.SERVER, "name", "name", "Account name", "text", null),

	SMTP_HOST(Section.SERVER, "smtp_host", "host", "SMTP host", "text", "For example smtp.example.com"),

	SMTP_PORT(Section.SERVER, "smtp_port", "port", "Port", "numeric", "From 1 to 65535"),

	SMTP_PROTOCOL(Section.SERVER, "smtp_protocol", "protocol", "Encryption", "select", null),

	SMTP_USERNAME(Section.SERVER, "smtp_username", "username", "Username", "text", null),

	SMTP_PASSWORD(Section.SERVER, "smtp_password", "password", "Password", "password", null),

	FROM_NAME(Section.SENDER, "from_name", "from_name", "From name", "text", null),

	FROM_EMAIL(Section.SENDER, "from_email", "from_email", "From address", "email", null),

	REPLY_TO_NAME(Section.SENDER, "reply_to_name", "reply_to_name", "Reply-to name", "text", null),

	REPLY_TO_EMAIL(Section.SENDER, "reply_to_email", "reply_to_email", "Reply-to address", "email", null),

	TRACKING_DOMAIN(Section.SENDER, "tracking_domain", "tracking_domain", "Tracking domain", "text", null),

	PERCENTAGE(Section.TRAFFIC, "percentage", "percentage", "Traffic share (%)", "numeric", "From 0 to 100"),

	PER_SECOND(Section.TRAFFIC, "quotas.per_second", "quota_second", "Emails per second", "text",
			"A number, or a range such as 10-60"),

	PER_MINUTE(Section.TRAFFIC, "quotas.per_minute", "quota_minute", "Emails per minute", "text", null),

	PER_HOUR(Section.TRAFFIC, "quotas.per_hour", "quota_hour", "Emails per hour", "text", null),

	PER_DAY(Section.TRAFFIC, "quotas.per_day", "quota_day", "Emails per day", "text", null);

	static final List<AccountField> QUOTAS = List.of(PER_SECOND, PER_MINUTE, PER_HOUR, PER_DAY);

	private final Section section;

	private final String apiName;

	private final String property;

	private final String column;

	private final String label;

	private final String input;

	private final @Nullable String hint;

	AccountField(Section section, String apiName, String column, String label, String input, @Nullable String hint) {
		this.section = section;
		this.apiName = apiName;
		this.property = property(apiName);
		this.column = column;
		this.label = label;
		this.input = input;
		this.hint = hint;
	}

	public Section section() {
		return this.section;
	}

	/**
	 * Return the name in requests and violations, which is also that of the form's field.
	 */
	public String apiName() {
		return this.apiName;
	}

	/**
	 * Return the column of the Sendmux template.
	 */
	public String column() {
		return this.column;
	}

	public String label() {
		return this.label;
	}

	public String input() {
		return this.input;
	}

	public @Nullable String hint() {
		return this.hint;
	}

	public boolean isRequired() {
		return this.section == Section.SERVER;
	}

	boolean isSmtp() {
		return this.section == Section.SERVER && this != NAME;
	}

	public boolean isSecret() {
		return this == SMTP_PASSWORD;
	}

	/**
	 * Find the field of a violation, whose path may lead below the field.
	 */
	static Optional<AccountField> ofViolation(String path) {
		return Arrays.stream(values())
			.filter((field) -> path.equals(field.apiName) || path.startsWith(field.apiName + "."))
			.findFirst();
	}

	/**
	 * Find the field of a property of a request, by its path. A quota is found by its
	 * ends as well.
	 * @param path the path, such as {@code quotas.perDay.max}
	 * @return the field, if the path leads to one
	 */
	public static Optional<AccountField> ofProperty(String path) {
		boolean end = path.endsWith(".min") || path.endsWith(".max");
		String property = end ? path.substring(0, path.length() - ".min".length()) : path;
		return Arrays.stream(values()).filter((field) -> property.equals(field.property)).findFirst();
	}

	/**
	 * The properties of a request are the names of the API in camel case.
	 */
	private static String property(String apiName) {
		StringBuilder property = new StringBuilder();
		for (String word : StringUtils.delimitedListToStringArray(apiName, "_")) {
			property.append(property.isEmpty() ? word : StringUtils.capitalize(word));
		}
		return property.toString();
	}

	/**
	 * Fields that belong together.
	 */
	public enum Section {

		SERVER("Mail server"),

		SENDER("Sender"),

		TRAFFIC("Traffic and quotas");

		private final String title;

		Section(String title) {
			this.title = title;
		}

		public String title() {
			return this.title;
		}

	}

}
