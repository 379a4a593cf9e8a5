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

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.sendmux.console.ConsoleApplication;
import ai.sendmux.console.TestConsoleApplication;
import ai.sendmux.emails.EmailMetrics;
import ai.sendmux.emails.EmailMetricsQuery;
import ai.sendmux.emails.SendmuxEmailsOperations;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link SampleDataRunner}. They start an application as its main method does;
 * a sandbox at an address of its own takes the part of the real service.
 */
@ExtendWith(OutputCaptureExtension.class)
class SampleDataRunnerTests {

	private static final String[] CONFIGURED = { "Transactional SMTP", "Newsletter" };

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final SendmuxSandbox realService = SendmuxSandbox.start();

	@AfterEach
	void stopRealService() {
		this.realService.close();
	}

	@Test
	void startWhenTokenIsMissingCreatesAccountsInSandbox(CapturedOutput output) {
		try (ConfigurableApplicationContext context = startWithSandbox()) {
			List<SandboxAccount> accounts = context.getBean(SendmuxSandbox.class).accounts();
			assertThat(accounts).extracting(SandboxAccount::name).containsExactly(CONFIGURED);
			assertThat(accounts)
				.allSatisfy((account) -> assertThat(output).contains(line("Created", account, "active")));
		}
	}

	@Test
	void startWhenTokenIsMissingLogsSandboxUrl(CapturedOutput output) {
		try (ConfigurableApplicationContext context = startWithSandbox()) {
			SendmuxSandbox sandbox = context.getBean(SendmuxSandbox.class);
			assertThat(output).containsOnlyOnce("Using the sandbox at " + sandbox.baseUrl())
				.containsOnlyOnce(sandbox.baseUrl().toString())
				.doesNotContain("real service at");
		}
	}

	@Test
	void startWhenTokenIsMissingAddsEmailsOfLastThirtyDays() {
		try (ConfigurableApplicationContext context = startWithSandbox()) {
			SandboxAccount account = context.getBean(SendmuxSandbox.class).accounts().get(0);
			EmailMetrics metrics = context.getBean(SendmuxEmailsOperations.class)
				.metrics(EmailMetricsQuery.builder()
					.window(EmailMetricsQuery.Window.LAST_30_DAYS)
					.providerId(account.id())
					.build())
				.blockOptional(PATIENCE)
				.orElseThrow();
			assertThat(metrics.timeseries()).filteredOn((day) -> day.sent() > 0).hasSizeGreaterThanOrEqualTo(30);
			assertThat(metrics.summary().failed()).isPositive();
			assertThat(metrics.summary().rejected()).isPositive();
			Provider provider = context.getBean(SendmuxProvidersOperations.class)
				.get(account.id())
				.blockOptional(PATIENCE)
				.orElseThrow();
			assertThat(provider.lastUsedAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
		}
	}

	@Test
	void startWhenAccountIsInvalidLogsEachViolation(CapturedOutput output) {
		startWithSandbox().close();
		assertThat(output.getOut().lines()).containsSubsequence("    smtp_host           must not be empty",
				"    smtp_port           must be from 1 to 65535", "    smtp_password       must be given",
				"    from_email          must be an email address", "    quotas.per_day.min  must be at least 1");
		assertThat(output).containsOnlyOnce("Refused  'Misspelled':");
	}

	@Test
	void startWhenTokenIsPresentListsAccountsAndCreatesNone(CapturedOutput output) {
		SandboxAccount existing = this.realService.add(SandboxAccount.smtp());
		startWithRealService().close();
		assertThat(output).containsOnlyOnce("Using the real service at " + this.realService.baseUrl())
			.containsOnlyOnce(line("Found", existing, "active"))
			.containsOnlyOnce("Created nothing (start with --create to create the 3 configured accounts)")
			.doesNotContain("Using the sandbox", this.realService.token());
		assertThat(this.realService.accounts()).containsExactly(existing);
	}

	@Test
	void startWhenThereAreManyAccountsListsTwenty(CapturedOutput output) {
		IntStream.range(0, 21).forEach((number) -> this.realService.add(SandboxAccount.smtp()));
		startWithRealService().close();
		assertThat(output.getOut().lines().filter((line) -> line.contains("Found    dprov_"))).hasSize(20);
		assertThat(output).containsOnlyOnce("Found    more, which the console shows");
	}

	@Test
	void startWhenThereAreTwentyAccountsListsAll(CapturedOutput output) {
		IntStream.range(0, 20).forEach((number) -> this.realService.add(SandboxAccount.smtp()));
		startWithRealService().close();
		assertThat(output.getOut().lines().filter((line) -> line.contains("Found    dprov_"))).hasSize(20);
		assertThat(output).doesNotContain("Found    more");
	}

	@Test
	void startWhenCreateOptionIsPresentCreatesAccounts(CapturedOutput output) {
		startWithRealService("--create").close();
		assertThat(this.realService.accounts()).extracting(SandboxAccount::name).containsExactly(CONFIGURED);
		assertThat(output).doesNotContain("Created nothing");
	}

	@Test
	void startWhenRestartedWithCreateOptionCreatesNoDuplicates() {
		startWithRealService("--create").close();
		startWithRealService("--create").close();
		assertThat(this.realService.requests(SandboxOperation.CREATE)).hasSize(4);
		assertThat(this.realService.accounts()).extracting(SandboxAccount::name).containsExactly(CONFIGURED);
	}

	@Test
	void startWhenCreationFailsCreatesRemainingAccounts(CapturedOutput output) {
		this.realService.onNext(SandboxOperation.CREATE).respondWith(409).code("limit_exceeded");
		startWithRealService("--create").close();
		assertThat(output).contains("Failed   'Transactional SMTP': ", "limit_exceeded");
		assertThat(this.realService.accounts()).extracting(SandboxAccount::name).containsExactly("Newsletter");
	}

	private static String line(String what, SandboxAccount account, String status) {
		return String.format("%-9s%s  '%s'  %s", what, account.id(), account.name(), status);
	}

	private ConfigurableApplicationContext startWithSandbox() {
		return start("--sendmux.token=");
	}

	private ConfigurableApplicationContext startWithRealService(String... arguments) {
		Stream<String> service = Stream.of("--sendmux.token=" + this.realService.token(),
				"--sendmux.base-url=" + this.realService.baseUrl());
		return start(Stream.concat(service, Stream.of(arguments)).toArray(String[]::new));
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		Stream<String> common = Stream.of("--server.port=0", "--spring.reactor.netty.shutdown-quiet-period=0s");
		return ConsoleApplication.start(TestConsoleApplication.class,
				Stream.concat(common, Stream.of(arguments)).toArray(String[]::new));
	}

}
