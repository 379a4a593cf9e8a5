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

import ai.sendmux.providers.SendmuxProvidersOperations;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

/**
 * Application that makes one call. It uses nothing that only tests have.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SmallApplication {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(SmallApplication.class);
		try (ConfigurableApplicationContext context = application.run(args)) {
			String id = context.getBean(SendmuxProvidersOperations.class)
				.get("dprov_1")
				.blockOptional(Duration.ofSeconds(20))
				.orElseThrow()
				.id();
			Assert.state(id.equals("dprov_1"), "The response is wrong");
			Assert.state(application.getWebApplicationType() == WebApplicationType.NONE, "There is a web server");
		}
	}

}
