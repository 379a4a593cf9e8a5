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

import java.util.stream.Stream;

import ai.sendmux.console.ConsoleApplication;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SampleApplication}. They start it as its main method does; a sandbox
 * at an address of its own takes the part of the real service.
 */
@ExtendWith(OutputCaptureExtension.class)
class SampleApplicationTests {

	private final SendmuxSandbox realService = SendmuxSandbox.start();

	@AfterEach
	void stopRealService() {
		this.realService.close();
	}

	@Test
	void startWhenReadyLogsUrl(CapturedOutput output) {
		try (ConfigurableApplicationContext context = startWithSandbox()) {
			String port = context.getEnvironment().getRequiredProperty("local.server.port");
			assertThat(output).containsOnlyOnce("Ready    http://127.0.0.1:" + port + " ");
		}
	}

	@Test
	void startWhenTokenIsMissingLogsNoNoiseOrSecrets(CapturedOutput output) {
		startWithSandbox().close();
		assertThat(output.getOut().lines().filter((line) -> !line.isBlank())).hasSize(11);
		assertThat(output.getErr()).isEmpty();
		assertThat(output).doesNotContain("only-for-the-sandbox", "smx_root_");
	}

	@Test
	void startWhenListFailsLogsFailureAndStaysUp(CapturedOutput output) {
		this.realService.onAll().respondWith(401);
		try (ConfigurableApplicationContext context = startWithRealService()) {
			assertThat(context.isActive()).isTrue();
		}
		assertThat(output).contains("Failed   Call of providers.list failed", "Ready").doesNotContain("\tat ");
	}

	@Test
	void startWhenImportIsGivenHasNoWebServer(CapturedOutput output) {
		try (ConfigurableApplicationContext context = startWithRealService("--import")) {
			assertThat(context.getEnvironment().getProperty("local.server.port")).isNull();
		}
		assertThat(output).contains("no file is named").doesNotContain("Ready");
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
		return ConsoleApplication.start(SampleApplication.class,
				Stream.concat(common, Stream.of(arguments)).toArray(String[]::new));
	}

}
