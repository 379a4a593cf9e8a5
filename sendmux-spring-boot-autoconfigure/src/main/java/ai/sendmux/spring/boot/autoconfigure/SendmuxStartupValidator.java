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

import ai.sendmux.SendmuxTokenProvider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.log.LogMessage;
import org.springframework.util.StringUtils;

/**
 * Refuses to start with connection details or limits that are wrong, also if nothing uses
 * the client, which is lazy.
 */
final class SendmuxStartupValidator implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(SendmuxStartupValidator.class);

	private static final HttpClientSettings NO_GLOBAL_SETTINGS = HttpClientSettings.defaults();

	private final SendmuxConnectionDetails details;

	private final SendmuxProperties properties;

	private final NamedClientProperties namedClients;

	private final @Nullable SslBundles sslBundles;

	private final ObjectProvider<SendmuxConnectionDetailsResolver> resolvers;

	private final ConfigurableListableBeanFactory beanFactory;

	SendmuxStartupValidator(SendmuxConnectionDetails details, SendmuxProperties properties,
			NamedClientProperties namedClients, @Nullable SslBundles sslBundles,
			ObjectProvider<SendmuxConnectionDetailsResolver> resolvers, ConfigurableListableBeanFactory beanFactory) {
		this.details = details;
		this.properties = properties;
		this.namedClients = namedClients;
		this.sslBundles = sslBundles;
		this.resolvers = resolvers;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		check(SendmuxClient.DEFAULT_NAME, this.details, new SendmuxConnectionValidator(this.properties));
		ApiSettingsMapper.map(this.properties, NO_GLOBAL_SETTINGS);
		this.namedClients.names().forEach(this::check);
		reportReplacement();
	}

	/**
	 * A client for another team replaces the auto-configured one unless it is declared
	 * for injection with a qualifier only. Accounts would be created in the wrong team.
	 */
	private void reportReplacement() {
		if (!StringUtils.hasLength(this.properties.getToken())
				&& this.beanFactory.getBeanNamesForType(SendmuxTokenProvider.class, true, false).length == 0) {
			return;
		}
		for (String beanName : this.beanFactory.getBeanNamesForType(SendmuxClient.class, true, false)) {
			if (this.beanFactory.containsSingleton(beanName) && isInjectedUnqualified(beanName)) {
				String name = this.beanFactory.getBean(beanName, SendmuxClient.class).name();
				if (name != null && !SendmuxClient.DEFAULT_NAME.equals(name)) {
					logger.warn(LogMessage.format("Bean '%s' of the Sendmux client '%s' replaces the auto-configured "
							+ "client, whose token is not used. If it is for another team, declare it with "
							+ "@Bean(defaultCandidate = false) and a qualifier.", beanName, name));
				}
			}
		}
	}

	private boolean isInjectedUnqualified(String beanName) {
		if (!this.beanFactory.containsBeanDefinition(beanName)) {
			return false;
		}
		BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(beanName);
		return definition.isAutowireCandidate()
				&& !(definition instanceof AbstractBeanDefinition bean && !bean.isDefaultCandidate());
	}

	private void check(String name) {
		SendmuxClientProperties properties = this.namedClients.get(name);
		check(name,
				new PropertiesSendmuxConnectionDetails(properties, this.sslBundles, NamedClientProperties.prefix(name)),
				SendmuxConnectionValidator.forProperties(name, properties));
		ApiSettingsMapper.map(NamedClientProperties.prefix(name), properties, this.properties.getRateLimit(),
				NO_GLOBAL_SETTINGS);
	}

	/**
	 * Details that are replaced are not used, so they may be incomplete.
	 */
	private void check(String name, SendmuxConnectionDetails details, SendmuxConnectionValidator validator) {
		SendmuxConnectionDetails resolved = SendmuxClientFactory.resolve(this.resolvers, name, details);
		validator.check((resolved != null) ? resolved : details);
	}

}
