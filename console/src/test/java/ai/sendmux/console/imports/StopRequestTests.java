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
import ai.sendmux.console.imports.ImportTeam.Team;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for imports whose process ends before it has stopped them.
 */
class StopRequestTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

	private static final int ROWS = 60;

	private final String store = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	private final SendmuxSandbox sandbox = SendmuxSandbox.start();

	@BeforeEach
	void slowDown() {
		this.sandbox.setRateLimit(100_000);
		this.sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofMillis(50));
	}

	@AfterEach
	void stopSandbox() {
		this.sandbox.close();
	}

	@Test
	void stopWhenOwnerIsKilledStopsImport() {
		try (ConfigurableApplicationContext application = start()) {
			String id = runElsewhere(application);
			service(application).stop(id).block(PATIENCE);
			expireLease(application, id);
			ImportStore imports = application.getBean(ImportStore.class);
			assertThat(imports.findOrphans()).isEmpty();
			imports.tidy(PATIENCE);
			assertStopped(application, id);
		}
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).isEmpty();
	}

	@Test
	void stopWhenTakeOverHasBegunStopsImport() {
		try (ConfigurableApplicationContext application = start()) {
			String id = runElsewhere(application);
			expireLease(application, id);
			service(application).stop(id).block(PATIENCE);
			Team team = team(application);
			assertThat(application.getBean(ImportRunner.class).takeOver(id, team)).isNull();
			assertStopped(application, id);
		}
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).isEmpty();
	}

	@Test
	void stopWhenApplicationEndsFirstStopsImport() throws InterruptedException {
		String id;
		try (ConfigurableApplicationContext application = start()) {
			id = startImport(application);
			application.getBean(ImportStore.class).requestStop(id);
		}
		try (ConfigurableApplicationContext application = start()) {
			assertStopped(application, id);
			service(application).resume(id).block(PATIENCE);
			assertThat(service(application).awaitEnd(id, PATIENCE)).isTrue();
			assertThat(service(application).find(id).blockOptional(PATIENCE).orElseThrow().state())
				.isEqualTo(State.COMPLETED);
		}
		assertThat(this.sandbox.accounts()).hasSize(ROWS);
	}

	@Test
	void importWhenApplicationEndsWithoutStopRequestContinues() {
		String id;
		try (ConfigurableApplicationContext application = start()) {
			id = startImport(application);
		}
		try (ConfigurableApplicationContext application = start()) {
			AccountImport found = service(application).find(id).blockOptional(PATIENCE).orElseThrow();
			assertThat(found.isMoving()).isTrue();
		}
	}

	private static void assertStopped(ConfigurableApplicationContext application, String id) {
		AccountImport found = service(application).find(id).blockOptional(PATIENCE).orElseThrow();
		assertThat(found.state()).isEqualTo(State.STOPPED);
		assertThat(found.resumable()).isTrue();
		assertThat(application.getBean(ImportStore.class).findOrphans()).isEmpty();
	}

	/**
	 * Let another instance run an import.
	 */
	private static String runElsewhere(ConfigurableApplicationContext application) {
		String id = upload(application);
		Team team = team(application);
		byte[] scope = new byte[] { 1 };
		ImportStore imports = application.getBean(ImportStore.class);
		imports.identify(id, scope, scope, new ImportStore.ImportTarget(team.baseUrl(), team.id(), "pool", ""));
		assertThat(imports.claim(id, "other", "other/1", team)).isPresent();
		return id;
	}

	private static void expireLease(ConfigurableApplicationContext application, String id) {
		application.getBean(JdbcTemplate.class)
			.update("update console_import set lease_until = current_timestamp where id = ?", id);
	}

	private static Team team(ConfigurableApplicationContext application) {
		return application.getBean(ImportTeam.class).current().blockOptional(PATIENCE).orElseThrow();
	}

	private static ImportService service(ConfigurableApplicationContext application) {
		return application.getBean(ImportService.class);
	}

	private String startImport(ConfigurableApplicationContext application) {
		String id = upload(application);
		service(application).start(id, "pool").block(PATIENCE);
		while (this.sandbox.accounts().isEmpty()) {
			Thread.onSpinWait();
		}
		return id;
	}

	private static String upload(ConfigurableApplicationContext application) {
		String content = IntStream.range(0, ROWS)
			.mapToObj((number) -> "Pool " + number + ",smtp.example.com,587,starttls,user,s3cret\n")
			.collect(Collectors.joining("", "name,host,port,protocol,username,password\n", ""));
		return service(application)
			.upload("accounts.csv", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
			.blockOptional(PATIENCE)
			.orElseThrow()
			.id();
	}

	private ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(TestConsoleApplication.class).web(WebApplicationType.NONE)
			.run("--sendmux.token=" + this.sandbox.token(), "--sendmux.base-url=" + this.sandbox.baseUrl(),
					"--spring.datasource.url=" + this.store, "--console.import.encryption-key=" + KEY,
					"--console.import.chunk-size=5", "--spring.reactor.netty.shutdown-quiet-period=0s");
	}

}
