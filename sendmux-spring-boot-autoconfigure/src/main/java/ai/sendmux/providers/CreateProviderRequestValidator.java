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
		Violations findings = new Violations();
		requiredText(findings, "name", request.name(), Constraints.MAX_TEXT);
		requiredText(findings, "smtp_host", request.smtpHost(), Constraints.MAX_TEXT);
		findings.required("smtp_port", request.smtpPort());
		findings.number("smtp_port", request.smtpPort(), 1, Constraints.MAX_PORT);
		findings.required("smtp_protocol", request.smtpProtocol());
		findings.protocol("smtp_protocol", request.smtpProtocol());
		requiredText(findings, "smtp_username", request.smtpUsername(), Constraints.MAX_TEXT);
		requiredText(findings, "smtp_password", request.smtpPassword(), Constraints.MAX_PASSWORD);
		findings.email("from_email", request.fromEmail());
		findings.text("from_name", request.fromName(), 0, Constraints.MAX_TEXT);
		findings.email("reply_to_email", request.replyToEmail());
		findings.text("reply_to_name", request.replyToName(), 0, Constraints.MAX_TEXT);
		checkQuotas(findings, request.quotas());
		findings.number("percentage", request.percentage(), 0, Constraints.MAX_PERCENTAGE);
		findings.text("tracking_domain", request.trackingDomain(), 0, Constraints.MAX_TEXT);
		findings.variables("variables", request.variables());
		return findings.toList();
	}

	private static void requiredText(Violations findings, String field, @Nullable String value, int max) {
		findings.required(field, value);
		findings.text(field, value, 1, max);
	}

	private static void checkQuotas(Violations findings, @Nullable ProviderQuotas quotas) {
		if (quotas == null) {
			return;
		}
		findings.quota("quotas.per_second", quotas.perSecond());
		findings.quota("quotas.per_minute", quotas.perMinute());
		findings.quota("quotas.per_hour", quotas.perHour());
		findings.quota("quotas.per_day", quotas.perDay());
	}

}
