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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the check of connection details
 * and limits at startup. It is no part of a test slice, which fails over details that it
 * does not use otherwise.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SendmuxAutoConfiguration.class)
@ConditionalOnBean(SendmuxClientFactory.class)
public final class SendmuxStartupValidatorAutoConfiguration {

	@Bean
	SendmuxStartupValidator sendmuxStartupValidator(SendmuxConnectionDetails details, SendmuxProperties properties,
			NamedClientProperties namedClients, ObjectProvider<SslBundles> sslBundles,
			ObjectProvider<SendmuxConnectionDetailsResolver> resolvers, ConfigurableListableBeanFactory beanFactory) {
		return new SendmuxStartupValidator(details, properties, namedClients, sslBundles.getIfAvailable(), resolvers,
				beanFactory);
	}

}
