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

package ai.sendmux.smoketest;

import java.io.IOException;
import java.util.stream.Stream;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;

/**
 * Tests for applications with the starter for MVC, with the one for WebFlux, and without
 * a web server.
 */
class WebStackTests {

	@ParameterizedTest
	@CsvSource({ "SERVLET, false", "SERVLET, true", "REACTIVE, false", "NONE, true" })
	void callWhenOtherWebStackIsMissingSucceeds(WebApplicationType type, boolean lazy) throws IOException {
		String missing = switch (type) {
			case SERVLET -> ApplicationProcess.REACTIVE_STACK;
			case REACTIVE -> ApplicationProcess.SERVLET_STACK;
			case NONE -> ApplicationProcess.REACTIVE_STACK + "|" + ApplicationProcess.SERVLET_STACK;
		};
		try (SendmuxSandbox sandbox = SendmuxSandbox.start()) {
			sandbox.add(SandboxAccount.smtp().name("Mail"));
			Stream<String> properties = Stream.of("expected.type=" + type, "expected.names=Mail", "server.port=0",
					"spring.reactor.netty.shutdown-quiet-period=0s", "spring.main.lazy-initialization=" + lazy);
			ApplicationProcess.run(AccountApplication.class,
					missing + "|" + ApplicationProcess.ACTUATOR + "|" + ApplicationProcess.DEVTOOLS,
					Stream.concat(ApplicationProcess.client(sandbox.baseUrl(), sandbox.token()), properties)
						.toArray(String[]::new));
		}
	}

}
