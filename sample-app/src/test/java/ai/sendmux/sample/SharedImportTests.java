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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.sendmux.console.imports.AccountImport;
import ai.sendmux.console.imports.AccountImport.State;
import ai.sendmux.console.imports.ImportNameInUseException;
import ai.sendmux.console.imports.ImportService;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for instances that share their imports in PostgreSQL.
 */
class SharedImportTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

	@SuppressWarnings("NullAway.Init")
	private static PostgresServer postgres;

	@BeforeAll
	static void startPostgres() {
		postgres = PostgresServer.start();
	}

	@AfterAll
	static void stopPostgres() {
		if (postgres != null) {
			postgres.close();
		}
	}

	@Test
	void importWhenInstanceEndsIsContinuedByAnother() throws InterruptedException {
		try (SendmuxSandbox sandbox = SendmuxSandbox.start();
				ConfigurableApplicationContext second = instance(sandbox)) {
			sandbox.setRateLimit(100_000);
			sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofMillis(50));
			String id;
			try (ConfigurableApplicationContext first = instance(sandbox)) {
				id = start(first, "shared", 60);
				while (sandbox.accounts().isEmpty()) {
					Thread.onSpinWait();
				}
			}
			AccountImport ended = awaitEnd(second, id);
			assertThat(ended.state()).isEqualTo(State.COMPLETED);
			assertThat(ended.counts().created() + ended.counts().existing()).isEqualTo(60);
			assertThat(sandbox.accounts()).extracting(SandboxAccount::name).doesNotHaveDuplicates().hasSize(60);
		}
	}

	@Test
	void importWhenTwoInstancesRunIsSentByOne() throws InterruptedException {
		try (SendmuxSandbox sandbox = SendmuxSandbox.start();
				ConfigurableApplicationContext first = instance(sandbox);
				ConfigurableApplicationContext second = instance(sandbox)) {
			sandbox.setRateLimit(100_000);
			String id = start(first, "one", 40);
			String same = start(second, "one", 40);
			assertThat(same).isEqualTo(id);
			assertThat(awaitEnd(second, id).state()).isEqualTo(State.COMPLETED);
			assertThat(sandbox.requests(SandboxOperation.CREATE)).hasSize(40);
		}
	}

	@Test
	void importWhenOtherInstanceRunsImportOfSameNameIsRefused() throws InterruptedException {
		try (SendmuxSandbox sandbox = SendmuxSandbox.start();
				ConfigurableApplicationContext first = instance(sandbox);
				ConfigurableApplicationContext second = instance(sandbox)) {
			sandbox.setRateLimit(100_000);
			sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofMillis(50));
			String id = start(first, "name", 60);
			assertThatExceptionOfType(ImportNameInUseException.class).isThrownBy(() -> start(second, "name", 50));
			assertThat(awaitEnd(first, id).state()).isEqualTo(State.COMPLETED);
			assertThat(awaitEnd(second, start(second, "name", 50)).counts().existing()).isEqualTo(50);
			assertThat(sandbox.accounts()).extracting(SandboxAccount::name).doesNotHaveDuplicates().hasSize(60);
		}
	}

	private static ConfigurableApplicationContext instance(SendmuxSandbox sandbox) {
		return new SpringApplicationBuilder(SampleApplication.class).web(WebApplicationType.NONE)
			.run("--sendmux.token=" + sandbox.token(), "--sendmux.base-url=" + sandbox.baseUrl(),
					"--spring.datasource.url=" + postgres.url(), "--spring.datasource.username=console",
					"--console.import.encryption-key=" + KEY, "--console.import.chunk-size=5");
	}

	private static String start(ConfigurableApplicationContext context, String name, int count) {
		ImportService service = context.getBean(ImportService.class);
		String rows = IntStream.range(0, count)
			.mapToObj((number) -> name + " " + number + ",smtp.example.com,587,starttls,user,s3cret\n")
			.collect(Collectors.joining("", "name,host,port,protocol,username,password\n", ""));
		AccountImport uploaded = service
			.upload("accounts.csv", new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)))
			.blockOptional(PATIENCE)
			.orElseThrow();
		return service.start(uploaded.id(), name).blockOptional(PATIENCE).orElseThrow().id();
	}

	private static AccountImport awaitEnd(ConfigurableApplicationContext context, String id) {
		return context.getBean(ImportService.class)
			.find(id)
			.filter((found) -> found.isOver() && !found.isHalted())
			.repeatWhenEmpty((empty) -> empty.delayElements(Duration.ofMillis(100)))
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

}
