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

import ai.sendmux.SendmuxException;
import ai.sendmux.providers.SendmuxProvidersOperations;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

/**
 * Application whose only call fails with the exception that the property
 * {@code expected-failure} names. It uses nothing that only tests have.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class FailingApplication {

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = new SpringApplication(FailingApplication.class).run(args)) {
			String expected = context.getEnvironment().getRequiredProperty("expected-failure");
			try {
				context.getBean(SendmuxProvidersOperations.class).get("dprov_1").block(Duration.ofSeconds(20));
				throw new IllegalStateException("The call succeeded");
			}
			catch (SendmuxException ex) {
				Assert.state(ex.getClass().getSimpleName().equals(expected), () -> "The call failed with " + ex);
			}
		}
	}

}
