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

package ai.sendmux.spring.boot.autoconfigure.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.sendmux.http.ApiSettings;
import ai.sendmux.spring.boot.autoconfigure.SendmuxAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClients;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.autoconfigure.contributor.CompositeReactiveHealthContributorConfiguration;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link SendmuxHealthIndicator}.
 * It has to be asked for, because it sends requests.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SendmuxAutoConfiguration.class)
@ConditionalOnClass(ReactiveHealthContributor.class)
@ConditionalOnBooleanProperty("management.health.sendmux.enabled")
@ConditionalOnBean(SendmuxClient.class)
@EnableConfigurationProperties(SendmuxHealthProperties.class)
public final class SendmuxHealthContributorAutoConfiguration
		extends CompositeReactiveHealthContributorConfiguration<SendmuxHealthIndicator, SendmuxClient> {

	SendmuxHealthContributorAutoConfiguration(SendmuxHealthProperties properties) {
		super((client) -> new SendmuxHealthIndicator(client, properties.getTimeout(), properties.getTimeToLive()));
		check("timeout", properties.getTimeout(), Duration.ofMillis(1), "It must be at least one millisecond.");
		check("time-to-live", properties.getTimeToLive(), Duration.ZERO, "It must not be negative.");
	}

	private static void check(String name, Duration value, Duration min, String reason) {
		if (value.compareTo(min) < 0) {
			throw invalid(name, value, reason);
		}
		if (value.compareTo(ApiSettings.Bounds.MAX_DURATION) > 0) {
			throw invalid(name, value,
					"It must not be longer than " + ApiSettings.Bounds.MAX_DURATION.toDays() + " days.");
		}
	}

	private static InvalidConfigurationPropertyValueException invalid(String name, Duration value, String reason) {
		return new InvalidConfigurationPropertyValueException("management.health.sendmux." + name, value, reason);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean(name = { "sendmuxHealthIndicator", "sendmuxHealthContributor" })
	ReactiveHealthContributor sendmuxHealthContributor(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<SendmuxClients> namedClients) {
		Map<String, SendmuxClient> clients = new LinkedHashMap<>();
		SimpleAutowireCandidateResolver.resolveAutowireCandidates(beanFactory, SendmuxClient.class, false, true)
			.forEach((beanName, client) -> clients.put(componentName(beanName, client, clients), client));
		namedClients.ifAvailable((named) -> named.names().forEach((name) -> clients.put(name, named.get(name))));
		return createContributor(clients);
	}

	/**
	 * The name of the client, unless another one has it or a component cannot.
	 */
	private static String componentName(String beanName, SendmuxClient client, Map<String, SendmuxClient> clients) {
		String name = client.name();
		return (name == null || name.contains("/") || clients.containsKey(name)) ? beanName : name;
	}

}
