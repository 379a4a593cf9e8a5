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

package ai.sendmux.spring.boot.autoconfigure.ratelimit;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * {@link SpringBootCondition} that matches if the application uses Redis through Lettuce.
 * Jedis cannot wait for a response without a thread.
 */
class OnLettuceCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Sendmux shared rate limit");
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		if (beanFactory == null || names(beanFactory, RedisConnectionFactory.class).length == 0) {
			return ConditionOutcome.noMatch(message.because("the application has no connection factory for Redis"));
		}
		if (names(beanFactory, LettuceConnectionFactory.class).length == 0) {
			for (String name : names(beanFactory, RedisConnectionFactory.class)) {
				Class<?> declared = beanFactory.getType(name, false);
				if (declared != null && declared.isAssignableFrom(LettuceConnectionFactory.class)) {
					return ConditionOutcome.noMatch(message.because("bean '" + name + "' is declared as "
							+ declared.getSimpleName() + ", so that its client is not known; if it uses Lettuce, "
							+ "declare it as " + LettuceConnectionFactory.class.getSimpleName()));
				}
			}
			return ConditionOutcome.noMatch(message.because("the application uses Redis without Lettuce, and the limit "
					+ "cannot be shared through another client such as Jedis"));
		}
		return ConditionOutcome.match(message.because("the application uses Redis through Lettuce"));
	}

	private static String[] names(ConfigurableListableBeanFactory beanFactory, Class<?> type) {
		return beanFactory.getBeanNamesForType(type, true, false);
	}

}
