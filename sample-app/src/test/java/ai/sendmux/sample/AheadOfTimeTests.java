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

package ai.sendmux.sample;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sample as the build has processed it ahead of time and packaged it. They
 * run after it is packaged; no token is needed until then.
 */
@Tag("packaged")
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AheadOfTimeTests {

	@Test
	void processedContextWhenTokenIsMissingCreatesAccountsInSandbox() throws Exception {
		try (ProcessedSample sample = ProcessedSample.start(Map.of())) {
			assertThat(sample.output())
				.contains("Starting AOT-processed SampleApplication", "Using the sandbox at http://127.0.0.1:",
						"'Transactional SMTP'  active", "smtp_password       must be given")
				.doesNotContain("WARNING");
			assertThat(sample.get("/")).contains("Transactional SMTP", "Newsletter");
		}
	}

	@Test
	void processedContextWhenTokenIsGivenAtRunTimeUsesIt() throws Exception {
		try (SendmuxSandbox realService = SendmuxSandbox.start()) {
			SandboxAccount existing = realService.add(SandboxAccount.smtp());
			Map<String, String> environment = Map.of("SENDMUX_TOKEN", realService.token(), "SENDMUX_BASE_URL",
					realService.baseUrl().toString());
			try (ProcessedSample sample = ProcessedSample.start(environment)) {
				assertThat(sample.output()).contains("Starting AOT-processed SampleApplication",
						"Using the real service at " + realService.baseUrl(), "Found    " + existing.id());
				assertThat(sample.post("/accounts", """
						{"name": "Over HTTP", "smtp_host": "smtp.example.com", "smtp_port": 587,
						 "smtp_protocol": "starttls", "smtp_username": "mail", "smtp_password": "secret",
						 "quotas": {"per_day": 5000}}""")).contains("\"Over HTTP\"");
			}
			assertThat(realService.accounts()).extracting(SandboxAccount::name)
				.containsExactly(existing.name(), "Over HTTP");
		}
	}

}
