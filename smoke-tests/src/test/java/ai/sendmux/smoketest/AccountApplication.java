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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Application that lists the accounts, for a request to its own web server if it has one.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class AccountApplication {

	public static void main(String[] args) throws Exception {
		SpringApplication application = new SpringApplication(AccountApplication.class);
		try (ConfigurableApplicationContext context = application.run(args)) {
			WebApplicationType type = application.getWebApplicationType();
			Environment environment = context.getEnvironment();
			Assert.state(type == environment.getRequiredProperty("expected.type", WebApplicationType.class),
					() -> "The application is " + type);
			String names = (type != WebApplicationType.NONE) ? namesOverHttp(environment) : names(context);
			Assert.state(names.equals(environment.getRequiredProperty("expected.names")),
					() -> "The response is wrong: " + names);
		}
	}

	private static String names(ConfigurableApplicationContext context) {
		return context.getBean(AccountController.class).names().blockOptional(Duration.ofSeconds(30)).orElseThrow();
	}

	private static String namesOverHttp(Environment environment) throws IOException, InterruptedException {
		String address = "http://localhost:" + environment.getRequiredProperty("local.server.port") + "/names";
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	@RestController
	static class AccountController {

		private final SendmuxProvidersOperations providers;

		AccountController(SendmuxProvidersOperations providers) {
			this.providers = providers;
		}

		@GetMapping("/names")
		Mono<String> names() {
			return this.providers.list().map(Provider::name).collect(Collectors.joining(","));
		}

	}

}
