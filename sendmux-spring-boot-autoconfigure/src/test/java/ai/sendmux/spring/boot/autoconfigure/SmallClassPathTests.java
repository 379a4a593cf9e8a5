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

package ai.sendmux.spring.boot.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.sendmux.providers.TestCalls;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application of whose class path or Java runtime something is really
 * missing, with all auto-configurations that are left, in a Java process of its own.
 */
class SmallClassPathTests {

	/**
	 * What the starter does not bring.
	 */
	private static final String OPTIONAL = "actuator|boot-health|micrometer-(core|jakarta9|tracing|metrics)"
			+ "|boot-micrometer|context-propagation|validation|validator|opentelemetry|httpclient5|httpcore5|test"
			+ "|wiremock|junit|assertj|redis|lettuce|jedis|bucket4j|spring-data";

	/**
	 * Modules of a Java runtime made by {@code jlink}, without {@code java.net.http}.
	 */
	private static final String MODULES = "java.base,java.desktop,java.instrument,java.logging,java.management,"
			+ "java.naming,java.prefs,java.security.jgss,java.sql,java.xml,jdk.unsupported";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	@ParameterizedTest
	@ValueSource(strings = { "nothing", OPTIONAL, OPTIONAL + "|reactor-netty|netty-", "micrometer-core" })
	void callWhenJarsAreMissingSucceedsWithoutWebServer(String missing) throws IOException {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
		assertThat(JavaProcess.run(SmallApplication.class, classPathWithout(missing), List.of(),
				List.of(TestContexts.properties(server.baseUrl()))))
			.isEmpty();
	}

	@Test
	void callWhenHttpClientModuleIsMissingFailsWithTransportException() throws IOException {
		assertThat(runWithoutHttpClientModule("http://localhost:" + unusedPort() + "/api/v1",
				"expected-failure=SendmuxTransportException"))
			.isEmpty();
	}

	@Test
	void totalTimeoutWhenHttpClientModuleIsMissingThrowsTimeoutException() throws IOException {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(ok().withFixedDelay(60_000)));
		assertThat(runWithoutHttpClientModule(server.baseUrl() + "/api/v1", "sendmux.total-timeout=1s",
				"expected-failure=SendmuxTimeoutException"))
			.isEmpty();
	}

	private static String runWithoutHttpClientModule(String baseUrl, String... properties) throws IOException {
		List<String> arguments = new ArrayList<>(List.of(properties));
		arguments.addAll(List.of("sendmux.token=" + TestCalls.TOKEN, "sendmux.base-url=" + baseUrl,
				"sendmux.retry.max-retries=0"));
		return JavaProcess.run(FailingApplication.class, classPathWithout(OPTIONAL),
				List.of("--limit-modules", MODULES), arguments);
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/**
	 * The servlet API goes in any case, because it alone makes an application one with a
	 * web server.
	 */
	static String classPathWithout(String missing) {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((file) -> !new File(file).getName().matches(".*(servlet-api|" + missing + ").*\\.jar"))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
