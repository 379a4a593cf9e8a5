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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.SendmuxProvidersOperations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

/**
 * Application that creates the account of its configuration, has the developer tools
 * restart it, creates the account again and ends. The idempotency keys show the number of
 * the run.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(RestartedApplication.AccountProperties.class)
public class RestartedApplication {

	private static final Log logger = LogFactory.getLog(RestartedApplication.class);

	private static final int LAST_RUN = 2;

	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(RestartedApplication.class, args);
		int run = numberOfThisRun();
		try {
			checkClassLoaders();
			createAccount(context, "run-" + run);
		}
		catch (RuntimeException ex) {
			logger.error("Run " + run + " failed", ex);
			System.exit(SpringApplication.exit(context, () -> 1));
		}
		if (run < LAST_RUN) {
			Restarter.getInstance().restart();
		}
		else {
			System.exit(SpringApplication.exit(context));
		}
	}

	/**
	 * Attributes of the restarter outlive the class loader of a run.
	 */
	private static int numberOfThisRun() {
		ObjectFactory<Object> counter = AtomicInteger::new;
		return ((AtomicInteger) Restarter.getInstance().getOrAddAttribute("runs", counter)).incrementAndGet();
	}

	private static void checkClassLoaders() {
		Assert.state(RestartedApplication.class.getClassLoader() instanceof RestartClassLoader,
				"The application is not restarted");
		Assert.state(!(SendmuxProvidersOperations.class.getClassLoader() instanceof RestartClassLoader),
				"The client is restarted as if it were no library");
	}

	private static void createAccount(ConfigurableApplicationContext context, String idempotencyKey) {
		CreateProviderRequest request = context.getBean(AccountProperties.class).accounts().get(0);
		context.getBean(SendmuxProvidersOperations.class)
			.create(request, idempotencyKey)
			.blockOptional(Duration.ofSeconds(30))
			.orElseThrow();
	}

	@ConfigurationProperties("shop")
	record AccountProperties(List<CreateProviderRequest> accounts) {

	}

}
