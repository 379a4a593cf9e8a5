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

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Application that the beans come from.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class BootApplication {

	/**
	 * Start the application.
	 * @param endpoint where the starter's calls go
	 * @param properties settings beside the defaults, as {@code name=value}
	 * @return the application
	 */
	static ConfigurableApplicationContext start(Endpoint endpoint, Class<?>[] sources, String... properties) {
		Map<String, Object> connection = new HashMap<>();
		connection.put("sendmux.token", Endpoint.TOKEN);
		connection.put("sendmux.base-url", endpoint.baseUrl());
		return new SpringApplicationBuilder(BootApplication.class).sources(sources)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.properties(connection)
			.properties(properties)
			.run();
	}

	static ConfigurableApplicationContext start(Endpoint endpoint, String... properties) {
		return start(endpoint, new Class<?>[0], properties);
	}

}
