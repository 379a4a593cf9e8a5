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

import java.util.Map;

/**
 * Requests for tests.
 */
public final class TestRequests {

	/**
	 * Password of every request here, for tests that look for it.
	 */
	public static final String PASSWORD = "pa55-Wort-geheim";

	private TestRequests() {
	}

	/**
	 * A valid request with the required fields only.
	 */
	public static CreateProviderRequest.Builder minimal() {
		return CreateProviderRequest.builder()
			.name("Transactional SMTP")
			.smtpHost("smtp.example.com")
			.smtpPort(587)
			.smtpProtocol(SmtpProtocol.STARTTLS)
			.smtpUsername("api-user")
			.smtpPassword(PASSWORD);
	}

	/**
	 * A valid request with all fields.
	 */
	public static CreateProviderRequest.Builder full() {
		return minimal().fromEmail("sender@example.com")
			.fromName("Acme")
			.replyToEmail("support@example.com")
			.replyToName("Support")
			.quotas(ProviderQuotas.builder().perMinute(Quota.between(10, 60)).perDay(Quota.of(5000)).build())
			.percentage(100)
			.trackingDomain("click.example.com")
			.variables(Map.of("plan_name", "Gold"));
	}

}
