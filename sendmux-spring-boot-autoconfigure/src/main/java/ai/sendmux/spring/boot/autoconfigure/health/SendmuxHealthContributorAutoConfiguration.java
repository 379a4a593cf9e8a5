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

import ai.sendmux.spring.boot.autoconfigure.SendmuxAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxProperties;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
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
public final class SendmuxHealthContributorAutoConfiguration
		extends CompositeReactiveHealthContributorConfiguration<SendmuxHealthIndicator, SendmuxClient> {

	SendmuxHealthContributorAutoConfiguration(SendmuxProperties properties) {
		super((client) -> new SendmuxHealthIndicator(client, properties.getHealth().getTimeout(),
				properties.getHealth().getTimeToLive()));
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean(name = { "sendmuxHealthIndicator", "sendmuxHealthContributor" })
	ReactiveHealthContributor sendmuxHealthContributor(ConfigurableListableBeanFactory beanFactory) {
		return createContributor(beanFactory, SendmuxClient.class);
	}

}
