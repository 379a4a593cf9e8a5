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

package ai.sendmux.console.imports;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.sendmux.console.TestConsoleApplication;
import ai.sendmux.console.imports.AccountImport.State;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SandboxTeam;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for imports in a store that applications of multiple teams or services use.
 */
class OtherTeamImportTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

	private final String store = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	private final SendmuxSandbox sandbox = SendmuxSandbox.start();

	@AfterEach
	void stopSandbox() {
		this.sandbox.close();
	}

	@Test
	void resumeWhenTokenIsOfOtherTeamSendsNothing() throws InterruptedException {
		SandboxTeam other = this.sandbox.team("smx_root_other");
		String id = interrupt();
		try (ConfigurableApplicationContext application = start(other.token(), this.sandbox)) {
			assertThat(resume(application, id).state()).isEqualTo(State.INTERRUPTED);
			assertThat(other.accounts()).isEmpty();
		}
		assertGoesOn(id);
	}

	@Test
	void resumeWhenServiceDiffersSendsNothing() throws InterruptedException {
		String id = interrupt();
		try (SendmuxSandbox other = SendmuxSandbox.start();
				ConfigurableApplicationContext application = start(this.sandbox.token(), other)) {
			assertThat(resume(application, id).state()).isEqualTo(State.INTERRUPTED);
			assertThat(other.accounts()).isEmpty();
		}
		assertGoesOn(id);
	}

	private String interrupt() {
		this.sandbox.setRateLimit(100_000);
		this.sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofMillis(50));
		try (ConfigurableApplicationContext application = start(this.sandbox.token(), this.sandbox)) {
			ImportService service = application.getBean(ImportService.class);
			AccountImport uploaded = service
				.upload("accounts.csv", new ByteArrayInputStream(rows().getBytes(StandardCharsets.UTF_8)))
				.blockOptional(PATIENCE)
				.orElseThrow();
			String id = service.start(uploaded.id(), "pool").blockOptional(PATIENCE).orElseThrow().id();
			while (this.sandbox.accounts().isEmpty()) {
				Thread.onSpinWait();
			}
			return id;
		}
	}

	private void assertGoesOn(String id) throws InterruptedException {
		try (ConfigurableApplicationContext application = start(this.sandbox.token(), this.sandbox)) {
			assertThat(resume(application, id).state()).isEqualTo(State.COMPLETED);
			assertThat(this.sandbox.accounts()).hasSize(60);
		}
	}

	private static AccountImport resume(ConfigurableApplicationContext application, String id)
			throws InterruptedException {
		ImportService service = application.getBean(ImportService.class);
		service.resume(id).blockOptional(PATIENCE).orElseThrow();
		assertThat(service.awaitEnd(id, PATIENCE)).isTrue();
		return service.find(id).blockOptional(PATIENCE).orElseThrow();
	}

	private ConfigurableApplicationContext start(String token, SendmuxSandbox service) {
		return new SpringApplicationBuilder(TestConsoleApplication.class).web(WebApplicationType.NONE)
			.run("--sendmux.token=" + token, "--sendmux.base-url=" + service.baseUrl(),
					"--spring.datasource.url=" + this.store, "--console.import.encryption-key=" + KEY,
					"--console.import.chunk-size=5", "--spring.reactor.netty.shutdown-quiet-period=0s");
	}

	private static String rows() {
		return IntStream.range(0, 60)
			.mapToObj((number) -> "Pool " + number + ",smtp.example.com,587,starttls,user,s3cret\n")
			.collect(Collectors.joining("", "name,host,port,protocol,username,password\n", ""));
	}

}
