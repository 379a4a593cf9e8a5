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

package com.example.shop;

import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import ai.sendmux.providers.Provider;
import com.example.shop.ShopApplication.Accounts;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the starter is all that an application needs.
 */
class ShopApplicationTests {

	@Test
	void openWhenOnlyStarterIsPresentCreatesAccount() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/api/v1/providers", ShopApplicationTests::respond);
		server.start();
		SpringApplication application = new SpringApplication(ShopApplication.class);
		application.setRegisterShutdownHook(false);
		try (ConfigurableApplicationContext context = application.run("--sendmux.token=smx_root_shop",
				"--sendmux.base-url=http://localhost:" + server.getAddress().getPort() + "/api/v1")) {
			Provider account = context.getBean(Accounts.class).open("Mail").block(Duration.ofSeconds(20));
			assertThat(account).isNotNull().extracting(Provider::id).isEqualTo("dprov_1");
			assertThat(application.getWebApplicationType()).isEqualTo(WebApplicationType.NONE);
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void compileWhenOnlyStarterIsPresentEmitsNoWarning(@TempDir Path output) {
		StringWriter messages = new StringWriter();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		boolean compiled = compiler.getTask(messages, null, null,
				List.of("-Xlint:all", "-Werror", "-proc:none", "-d", output.toString(), "-cp",
						System.getProperty("java.class.path")),
				null,
				compiler.getStandardFileManager(null, null, null)
					.getJavaFileObjects(Path.of(System.getProperty("basedir", ""))
						.toAbsolutePath()
						.resolve("src/test/java/com/example/shop/ShopApplication.java")))
			.call();
		assertThat(compiled).as(messages.toString()).isTrue();
	}

	@Test
	void starterDoesNotIncludeOptionalLibraries() {
		assertThat(new String[] { "org.springframework.boot.actuate.endpoint.Sanitizer",
				"io.micrometer.core.instrument.MeterRegistry", "org.hibernate.validator.HibernateValidator",
				"jakarta.servlet.Servlet" })
			.noneMatch((name) -> ClassUtils.isPresent(name, null));
	}

	private static void respond(HttpExchange exchange) throws IOException {
		byte[] body = "{\"ok\":true,\"data\":{\"id\":\"dprov_1\"}}".getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(201, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
