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

package com.example.modular;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientFactory;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Application that makes a call which succeeds, and one to a server that is not there.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ModularApplication {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(ModularApplication.class, args)) {
			check(SendmuxProvidersOperations.class.getModule().isNamed(), "The client is on the class path");
			boolean expected = context.getEnvironment().getRequiredProperty("expected.http-client", Boolean.class);
			boolean present = ModuleLayer.boot().findModule("java.net.http").isPresent();
			check(present == expected, "The module java.net.http is there or not: " + present);
			List<String> names = context.getBean(SendmuxProvidersOperations.class)
				.list()
				.map(Provider::name)
				.collectList()
				.block(PATIENCE);
			check(List.of("Mail").equals(names), "The accounts are " + names);
			SendmuxProvidersOperations unreachable = context.getBean(SendmuxClientFactory.class)
				.create("unreachable",
						SendmuxConnectionDetails.of(URI.create("http://localhost:1/api/v1"), "smx_root_unreachable"))
				.providers();
			check(fails(unreachable), "The server is there");
		}
	}

	private static boolean fails(SendmuxProvidersOperations unreachable) {
		try {
			unreachable.get("dprov_1").block(PATIENCE);
			return false;
		}
		catch (SendmuxTransportException ex) {
			return true;
		}
	}

	private static void check(boolean condition, String message) {
		if (!condition) {
			throw new IllegalStateException(message);
		}
	}

}
