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

import java.util.Map;
import java.util.Set;

import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.spring.boot.autoconfigure.PropertiesSendmuxConnectionDetails;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientProperties;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import ai.sendmux.spring.boot.autoconfigure.SendmuxProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.util.StringUtils;

/**
 * Finds the source of a token for the real service without creating the bean that
 * provides it.
 */
final class TokenSources {

	private TokenSources() {
	}

	/**
	 * Find the source of a token for one of the configured clients.
	 * @param properties the properties of the clients
	 * @param excludedClients the names of clients that use the real service anyway
	 * @param beanFactory the beans of the application
	 * @return a description of the source, or {@code null} if there is none
	 */
	static @Nullable String find(SendmuxProperties properties, Set<String> excludedClients,
			ConfigurableListableBeanFactory beanFactory) {
		for (Map.Entry<String, SendmuxClientProperties> client : properties.getClients().entrySet()) {
			if (!excludedClients.contains(client.getKey()) && StringUtils.hasLength(client.getValue().getToken())) {
				return "'sendmux.clients." + client.getKey() + ".token'";
			}
		}
		return excludedClients.contains(SendmuxClient.DEFAULT_NAME) ? null : findForDefault(properties, beanFactory);
	}

	private static @Nullable String findForDefault(SendmuxProperties properties,
			ConfigurableListableBeanFactory beanFactory) {
		if (StringUtils.hasLength(properties.getToken())) {
			return "'sendmux.token', environment variable SENDMUX_TOKEN";
		}
		String source = findBean(SendmuxTokenProvider.class, beanFactory);
		return (source != null) ? source : findBean(SendmuxConnectionDetails.class, beanFactory);
	}

	private static @Nullable String findBean(Class<?> type, ConfigurableListableBeanFactory beanFactory) {
		for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false)) {
			if (isForTheClient(name, beanFactory) && !isAutoConfigured(name, beanFactory)) {
				return type.getSimpleName() + " bean '" + name + "'";
			}
		}
		return null;
	}

	/**
	 * Connection details of the properties have no token of their own.
	 */
	private static boolean isAutoConfigured(String name, ConfigurableListableBeanFactory beanFactory) {
		return SendmuxSandboxAutoConfiguration.CONNECTION_DETAILS.equals(name)
				|| beanFactory.isTypeMatch(name, PropertiesSendmuxConnectionDetails.class);
	}

	/**
	 * A bean for another client is not a default candidate, so that it is injected with a
	 * qualifier only.
	 */
	private static boolean isForTheClient(String name, ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBeanDefinition(name)) {
			return true;
		}
		BeanDefinition definition = beanFactory.getMergedBeanDefinition(name);
		return definition.isAutowireCandidate()
				&& !(definition instanceof AbstractBeanDefinition bean && !bean.isDefaultCandidate());
	}

}
