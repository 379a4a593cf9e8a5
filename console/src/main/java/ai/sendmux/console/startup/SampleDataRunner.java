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

import ai.sendmux.SendmuxException;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@link ApplicationRunner} that creates the configured accounts in the sandbox. In the
 * real service it only lists accounts, unless the application is started with
 * {@code --create}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SampleDataRunner implements ApplicationRunner {

	private static final Log logger = LogFactory.getLog(SampleDataRunner.class);

	private static final int MOST_LISTED = 20;

	private final SendmuxConnectionDetails connectionDetails;

	private final ObjectProvider<SendmuxSandbox> sandbox;

	private final SendmuxProvidersOperations providers;

	private final ConfiguredAccounts configuredAccounts;

	private final AccountReport report;

	private final SandboxTraffic traffic;

	SampleDataRunner(SendmuxConnectionDetails connectionDetails, ObjectProvider<SendmuxSandbox> sandbox,
			SendmuxProvidersOperations providers, ConfiguredAccounts configuredAccounts, AccountReport report,
			SandboxTraffic traffic) {
		this.connectionDetails = connectionDetails;
		this.sandbox = sandbox;
		this.providers = providers;
		this.configuredAccounts = configuredAccounts;
		this.report = report;
		this.traffic = traffic;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		// Runners are called by the main thread, which is no event loop: it may wait.
		SendmuxSandbox sandbox = this.sandbox.getIfAvailable();
		logger.info((sandbox != null)
				? "Using the sandbox at " + this.connectionDetails.getBaseUrl()
						+ " (set SENDMUX_TOKEN to use the real service)"
				: "Using the real service at " + this.connectionDetails.getBaseUrl());
		if (arguments.containsOption("import")) {
			return;
		}
		if (sandbox != null) {
			this.configuredAccounts.createAll().block();
			this.traffic.addTo(sandbox);
			return;
		}
		if (arguments.containsOption("create")) {
			this.configuredAccounts.createAll().block();
			return;
		}
		list();
		logger.info("Created nothing (start with --create to create the " + this.configuredAccounts.count()
				+ " configured accounts)");
	}

	private void list() {
		Long found = this.providers.list().take(MOST_LISTED + 1).index((number, account) -> {
			if (number < MOST_LISTED) {
				this.report.listed(account);
			}
			return number + 1;
		})
			.doOnError(SendmuxException.class, this.report::notListed)
			.onErrorComplete(SendmuxException.class)
			.blockLast();
		if (found != null && found > MOST_LISTED) {
			logger.info("Found    more, which the console shows");
		}
	}

}
