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

import java.time.Duration;
import java.util.Arrays;

import ai.sendmux.providers.SendmuxProvidersOperations;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Application that makes one call. It uses nothing that only tests have.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SmallApplication {

	/**
	 * Logging is left as it is, for it belongs to all of the JVM.
	 */
	static String call(String... properties) {
		SpringApplication application = new SpringApplication(SmallApplication.class);
		application.setRegisterShutdownHook(false);
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList());
		String[] arguments = Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new);
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			String id = context.getBean(SendmuxProvidersOperations.class)
				.get("dprov_1")
				.blockOptional(Duration.ofSeconds(20))
				.orElseThrow()
				.id();
			return id + " by a " + application.getWebApplicationType() + " application";
		}
	}

}
