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

import java.util.Arrays;

import ai.sendmux.console.ConsoleConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * Sample application: creates sending accounts at start-up and over HTTP, shows them in a
 * console, and imports files of them.
 */
@SpringBootApplication(proxyBeanMethods = false, exclude = ReactiveUserDetailsServiceAutoConfiguration.class)
@Import(ConsoleConfiguration.class)
public class SampleApplication {

	public static void main(String[] args) {
		ConfigurableApplicationContext context = start(args);
		if (isImport(args)) {
			System.exit(SpringApplication.exit(context));
		}
	}

	/**
	 * Start the application, without a web server if all it has to do is to import.
	 */
	static ConfigurableApplicationContext start(String... args) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		if (isImport(args)) {
			application.setWebApplicationType(WebApplicationType.NONE);
		}
		return application.run(args);
	}

	private static boolean isImport(String[] args) {
		return Arrays.stream(args)
			.anyMatch((argument) -> argument.equals("--import") || argument.startsWith("--import="));
	}

}
