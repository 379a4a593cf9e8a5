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

package ai.sendmux.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import ai.sendmux.providers.SendmuxProvidersOperations;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Main class of a small application that makes one call. It reports what it took.
 */
public final class StartupApplication {

	static final String EMPTY = "empty";

	static final String WEB_CLIENT = "webclient";

	static final String STARTER = "starter";

	private StartupApplication() {
	}

	/**
	 * Start, make one call, and print microseconds from here to started, loaded classes,
	 * heap in use in kilobytes, microseconds of the first call, and classes after it.
	 * @param args the kind of application and the base URL
	 */
	public static void main(String[] args) {
		long start = System.nanoTime();
		Endpoint endpoint = new Endpoint(args[1]);
		ConfigurableApplicationContext application = switch (args[0]) {
			case WEB_CLIENT -> BootApplication.start(endpoint, new Class<?>[] { WebClientCaller.class });
			case STARTER -> BootApplication.start(endpoint, new Class<?>[] { StarterCaller.class });
			default -> BootApplication.start(endpoint);
		};
		long started = System.nanoTime();
		long classes = loadedClasses();
		System.gc();
		long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		long call = System.nanoTime();
		application.getBeanProvider(Caller.class).ifAvailable((caller) -> caller.call().block(Duration.ofSeconds(30)));
		long responded = System.nanoTime();
		Report.line((started - start) / 1_000 + " " + classes + " " + heap / 1000 + " " + (responded - call) / 1_000
				+ " " + loadedClasses());
		Runtime.getRuntime().halt(0);
	}

	private static long loadedClasses() {
		return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
	}

	/**
	 * Makes a call.
	 */
	interface Caller {

		Mono<?> call();

	}

	/**
	 * Application with a WebClient.
	 */
	@Configuration(proxyBeanMethods = false)
	static class WebClientCaller {

		@Bean
		Caller caller(WebClient.Builder builder, Environment environment) {
			Endpoint endpoint = new Endpoint(environment.getRequiredProperty("sendmux.base-url"));
			return new HandWrittenContender(WEB_CLIENT, builder, endpoint)::create;
		}

	}

	/**
	 * Application with the starter's client.
	 */
	@Configuration(proxyBeanMethods = false)
	static class StarterCaller {

		@Bean
		Caller caller(SendmuxProvidersOperations providers) {
			return new StarterContender(STARTER, providers)::create;
		}

	}

}
