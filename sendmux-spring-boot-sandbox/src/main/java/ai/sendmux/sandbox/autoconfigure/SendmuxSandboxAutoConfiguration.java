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

package ai.sendmux.sandbox.autoconfigure;

import ai.sendmux.SendmuxRateLimiter;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.ConditionalOnEnabledSendmux;
import ai.sendmux.spring.boot.autoconfigure.PropertiesSendmuxConnectionDetails;
import ai.sendmux.spring.boot.autoconfigure.SendmuxAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientListener;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import ai.sendmux.spring.boot.autoconfigure.SendmuxProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the Sendmux sandbox.
 * <p>
 * Whether the sandbox yields to a token is decided when its beans are created, because a
 * condition would be evaluated during ahead-of-time processing. A sandbox that yields is
 * a {@code null} bean whose server is never started.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = SendmuxAutoConfiguration.class)
@ConditionalOnEnabledSendmux
@ConditionalOnBooleanProperty("sendmux.sandbox.enabled")
@EnableConfigurationProperties({ SendmuxProperties.class, SendmuxSandboxProperties.class })
public final class SendmuxSandboxAutoConfiguration {

	static final String CONNECTION_DETAILS = "sendmuxSandboxConnectionDetails";

	private static final Log logger = LogFactory.getLog(SendmuxSandboxAutoConfiguration.class);

	@Bean
	SandboxPrecedence sendmuxSandboxPrecedence(SendmuxProperties properties, SendmuxSandboxProperties sandboxProperties,
			ObjectProvider<SandboxTestContext> testContext, ConfigurableListableBeanFactory beanFactory) {
		return new SandboxPrecedence(sandboxProperties,
				TokenSources.find(properties, sandboxProperties.excludedClients(), beanFactory),
				testContext.getIfAvailable() != null);
	}

	@Bean(destroyMethod = "close")
	@Lazy
	@ConditionalOnMissingBean
	@Nullable SendmuxSandbox sendmuxSandbox(SandboxPrecedence precedence, ObjectProvider<SandboxTestContext> testContext) {
		if (precedence.yieldsToToken()) {
			return null;
		}
		SendmuxSandbox sandbox = SendmuxSandbox.start();
		String message = "Sendmux sandbox listens at " + sandbox.baseUrl()
				+ ": accounts are kept in memory, nothing is sent to the real service";
		if (testContext.getIfAvailable() != null) {
			logger.info(message);
		}
		else {
			logger.warn(message);
		}
		return sandbox;
	}

	/**
	 * The failures that tests script drain the retry budget of the next tests otherwise.
	 */
	@Bean
	SendmuxClientListener sendmuxSandboxClientListener(SandboxConnectionDetailsResolver resolver,
			ObjectProvider<SendmuxSandbox> sandbox) {
		return (client) -> {
			if (resolver.resolve(client.name()) != null) {
				sandbox.ifAvailable((started) -> started.addResetListener(client::resetRetryBudget));
			}
		};
	}

	@Bean
	SandboxConnectionDetailsResolver sendmuxSandboxConnectionDetailsResolver(SandboxPrecedence precedence,
			SendmuxSandboxProperties properties, ObjectProvider<SendmuxSandbox> sandbox,
			ObjectProvider<SendmuxRateLimiter> rateLimiters) {
		return new SandboxConnectionDetailsResolver(!precedence.yieldsToToken(), properties.excludedClients(), sandbox,
				rateLimiters);
	}

	@Bean(CONNECTION_DETAILS)
	@ConditionalOnMissingBean(SendmuxConnectionDetails.class)
	SendmuxConnectionDetails sendmuxSandboxConnectionDetails(SandboxConnectionDetailsResolver resolver,
			SendmuxProperties properties, ObjectProvider<SslBundles> sslBundles) {
		SendmuxConnectionDetails details = resolver.resolve(SendmuxClient.DEFAULT_NAME);
		return (details != null) ? details
				: new PropertiesSendmuxConnectionDetails(properties, sslBundles.getIfAvailable());
	}

}
