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

import ai.sendmux.SendmuxViolation;
import org.jspecify.annotations.Nullable;

/**
 * Finds everything that is wrong with a {@link CreateProviderRequest}.
 */
final class CreateProviderRequestValidator {

	private CreateProviderRequestValidator() {
	}

	static List<SendmuxViolation> validate(CreateProviderRequest request) {
		Violations violations = new Violations();
		requiredText(violations, "name", request.name(), Constraints.MAX_TEXT);
		requiredText(violations, "smtp_host", request.smtpHost(), Constraints.MAX_TEXT);
		violations.required("smtp_port", request.smtpPort());
		violations.number("smtp_port", request.smtpPort(), 1, Constraints.MAX_PORT);
		violations.required("smtp_protocol", request.smtpProtocol());
		violations.protocol("smtp_protocol", request.smtpProtocol());
		requiredText(violations, "smtp_username", request.smtpUsername(), Constraints.MAX_TEXT);
		requiredText(violations, "smtp_password", request.smtpPassword(), Constraints.MAX_PASSWORD);
		violations.email("from_email", request.fromEmail());
		violations.text("from_name", request.fromName(), 0, Constraints.MAX_TEXT);
		violations.email("reply_to_email", request.replyToEmail());
		violations.text("reply_to_name", request.replyToName(), 0, Constraints.MAX_TEXT);
		checkQuotas(violations, request.quotas());
		violations.number("percentage", request.percentage(), 0, Constraints.MAX_PERCENTAGE);
		violations.text("tracking_domain", request.trackingDomain(), 0, Constraints.MAX_TEXT);
		violations.variables("variables", request.variables());
		return violations.toList();
	}

	private static void requiredText(Violations violations, String field, @Nullable String value, int max) {
		violations.required(field, value);
		violations.text(field, value, 1, max);
	}

	private static void checkQuotas(Violations violations, @Nullable ProviderQuotas quotas) {
		if (quotas == null) {
			return;
		}
		violations.quota("quotas.per_second", quotas.perSecond());
		violations.quota("quotas.per_minute", quotas.perMinute());
		violations.quota("quotas.per_hour", quotas.perHour());
		violations.quota("quotas.per_day", quotas.perDay());
	}

}
