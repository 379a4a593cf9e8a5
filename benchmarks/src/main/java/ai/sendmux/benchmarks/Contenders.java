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

import java.util.ArrayList;
import java.util.List;

import ai.sendmux.providers.SendmuxProvidersOperations;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * All contenders, and the applications that they come from.
 */
final class Contenders implements AutoCloseable {

	/**
	 * What the others are compared with.
	 */
	static final String REFERENCE = "c-webclient";

	static final String STARTER = "f-starter";

	static final String METERED_REFERENCE = "c-webclient-meters";

	static final String METERED_STARTER = "f-starter-meters";

	private final List<ConfigurableApplicationContext> applications = new ArrayList<>();

	private final List<Contender<?>> all = new ArrayList<>();

	private final HandWrittenContender handWritten;

	private final StarterContender starter;

	Contenders(Endpoint endpoint) {
		ConfigurableApplicationContext plain = start(BootApplication.start(endpoint));
		this.handWritten = new HandWrittenContender(REFERENCE, builder(plain, endpoint, REFERENCE), endpoint);
		this.starter = starter(STARTER, plain);
		this.all.add(new RawNettyContender(endpoint));
		this.all.add(new NettyJacksonContender(endpoint));
		this.all.add(this.handWritten);
		this.all.add(new TunedContender(builder(plain, endpoint, "tuned"), endpoint));
		this.all.add(new HttpExchangeContender(builder(plain, endpoint, "exchange"), endpoint));
		this.all.add(this.starter);
		this.all
			.add(starter("g-without-retries", start(BootApplication.start(endpoint, "sendmux.retry.max-retries=0"))));
		this.all.add(starter("g-without-rate-limit",
				start(BootApplication.start(endpoint, "sendmux.rate-limit.enabled=false"))));
		this.all.add(new UncheckedContender(builder(plain, endpoint, "unchecked"), endpoint));
		ConfigurableApplicationContext metered = start(
				BootApplication.start(endpoint, new Class<?>[] { MetersConfiguration.class }));
		this.all
			.add(new HandWrittenContender(METERED_REFERENCE, builder(metered, endpoint, METERED_REFERENCE), endpoint));
		this.all.add(starter(METERED_STARTER, metered));
	}

	private ConfigurableApplicationContext start(ConfigurableApplicationContext application) {
		this.applications.add(application);
		return application;
	}

	private static StarterContender starter(String name, ConfigurableApplicationContext application) {
		return new StarterContender(name, application.getBean(SendmuxProvidersOperations.class));
	}

	private static WebClient.Builder builder(ConfigurableApplicationContext application, Endpoint endpoint,
			String name) {
		return application.getBean(WebClient.Builder.class).clientConnector(endpoint.connector(name));
	}

	/**
	 * The contender that the ratios of another one refer to.
	 */
	static String referenceOf(String name) {
		return name.equals(METERED_STARTER) ? METERED_REFERENCE : REFERENCE;
	}

	List<Contender<?>> all() {
		return this.all;
	}

	HandWrittenContender handWritten() {
		return this.handWritten;
	}

	StarterContender starter() {
		return this.starter;
	}

	@Override
	public void close() {
		this.applications.forEach(ConfigurableApplicationContext::close);
	}

}
