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
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application of whose class path something is really missing, with all
 * auto-configurations that are left.
 */
class SmallClassPathTests {

	/**
	 * What the starter does not bring.
	 */
	private static final String OPTIONAL = "actuator|boot-health|micrometer-(core|jakarta9|tracing|metrics)"
			+ "|boot-micrometer|context-propagation|validation|validator|opentelemetry|test|wiremock|junit|assertj";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	@ParameterizedTest
	@ValueSource(strings = { "nothing", OPTIONAL, OPTIONAL + "|reactor-netty|netty-", "micrometer-core", "boot-health",
			"boot-actuator", "jakarta.validation|hibernate-validator|boot-validation" })
	void applicationWithoutItCanCallAndGetsNoWebServer(String missing) throws Exception {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
		assertThat(call(missing)).isEqualTo("dprov_1 by a NONE application");
	}

	@Test
	void applicationThatHasReactorNettyInItsClassPathIsNotTheOneWithout() throws IOException {
		try (URLClassLoader classes = without("reactor-netty|netty-")) {
			assertThat(classes.findResource("reactor/netty/http/client/HttpClient.class")).isNull();
			assertThat(classes.findResource("ai/sendmux/providers/Provider.class")).isNotNull();
		}
	}

	private static Object call(String missing) throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader classes = without(missing)) {
			Thread.currentThread().setContextClassLoader(classes);
			Method call = Class.forName(SmallApplication.class.getName(), true, classes)
				.getDeclaredMethod("call", String[].class);
			call.setAccessible(true);
			return call.invoke(null, (Object) TestContexts.properties(server.baseUrl()));
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	/**
	 * Class loader that shares nothing but the JDK with this test. The servlet API goes
	 * in any case, for it alone makes an application one with a web server.
	 */
	private static URLClassLoader without(String missing) {
		URL[] urls = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(File::new)
			.filter((file) -> !file.getName().matches(".*(servlet-api|" + missing + ").*\\.jar"))
			.map(SmallClassPathTests::toUrl)
			.toArray(URL[]::new);
		return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
	}

	private static URL toUrl(File file) {
		try {
			return file.toURI().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
