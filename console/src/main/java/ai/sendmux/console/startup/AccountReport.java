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

package ai.sendmux.console.startup;

import java.util.List;
import java.util.stream.Collectors;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/**
 * Logs what became of sending accounts.
 */
@Component
class AccountReport {

	private static final Log logger = LogFactory.getLog(AccountReport.class);

	void created(Provider account) {
		logger.info("Created  " + describe(account));
	}

	void listed(Provider account) {
		logger.info("Found    " + describe(account));
	}

	void notCreated(CreateProviderRequest request, SendmuxException ex) {
		if (ex instanceof SendmuxValidationException invalid) {
			logger.info("Refused  '" + request.name() + "':" + describe(invalid.violations()));
		}
		else {
			logger.error("Failed   '" + request.name() + "': " + ex.getMessage());
		}
	}

	void notListed(SendmuxException ex) {
		logger.error("Failed   " + ex.getMessage());
	}

	private static String describe(Provider account) {
		return account.id() + "  '" + account.name() + "'  " + account.statusText();
	}

	/**
	 * One line for each violation, with the messages below each other.
	 */
	private static String describe(List<SendmuxViolation> violations) {
		int width = violations.stream().mapToInt((violation) -> violation.field().length()).max().orElse(0);
		return violations.stream()
			.map((violation) -> violation.field() + " ".repeat(width - violation.field().length()) + "  "
					+ violation.message())
			.collect(Collectors.joining("\n    ", "\n    ", ""));
	}

}
