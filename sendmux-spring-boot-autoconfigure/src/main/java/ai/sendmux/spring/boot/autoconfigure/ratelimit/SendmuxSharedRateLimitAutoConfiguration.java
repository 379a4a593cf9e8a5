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

import java.time.Duration;

import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.SharedPermits;
import ai.sendmux.spring.boot.autoconfigure.ConditionalOnEnabledSendmux;
import ai.sendmux.spring.boot.autoconfigure.SendmuxAutoConfiguration;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.AbstractRedisClient;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a rate limit that instances
 * share through Redis. It connects when the application starts, so that the first
 * requests share the limit.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = SendmuxAutoConfiguration.class,
		afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnClass({ Bucket4jLettuce.class, LettuceConnectionFactory.class, AbstractRedisClient.class })
@ConditionalOnEnabledSendmux
@ConditionalOnBooleanProperty(name = "sendmux.rate-limit.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("sendmux.rate-limit.shared.enabled")
@Conditional(OnLettuceCondition.class)
@ConditionalOnSingleCandidate(LettuceConnectionFactory.class)
@EnableConfigurationProperties(SendmuxSharedRateLimitProperties.class)
public final class SendmuxSharedRateLimitAutoConfiguration {

	private static final Duration MIN_TIME_TO_LIVE = Duration.ofMinutes(2);

	private static final Duration MIN_TIMEOUT = Duration.ofMillis(5);

	private static final Duration MAX_TIMEOUT = Duration.ofSeconds(5);

	@Bean
	@ConditionalOnMissingBean(SharedPermits.class)
	RedisSharedPermits sendmuxSharedPermits(LettuceConnectionFactory connectionFactory,
			SendmuxSharedRateLimitProperties properties) {
		requireWithinBounds(properties);
		RedisSharedPermits permits = new RedisSharedPermits(connectionFactory::getRequiredNativeClient,
				new RedisClock(System::nanoTime), properties);
		permits.connect();
		return permits;
	}

	private static void requireWithinBounds(SendmuxSharedRateLimitProperties properties) {
		Duration timeToLive = properties.getTimeToLive();
		if (timeToLive.compareTo(MIN_TIME_TO_LIVE) < 0) {
			throw invalid("time-to-live", timeToLive,
					"It must be at least " + MIN_TIME_TO_LIVE.toMinutes() + " minutes.");
		}
		if (timeToLive.compareTo(ApiSettings.Bounds.MAX_DURATION) > 0) {
			throw invalid("time-to-live", timeToLive,
					"It must not be longer than " + ApiSettings.Bounds.MAX_DURATION.toDays() + " days.");
		}
		Duration timeout = properties.getTimeout();
		if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
			throw invalid("timeout", timeout, "It must be between " + MIN_TIMEOUT.toMillis() + " milliseconds and "
					+ MAX_TIMEOUT.toSeconds() + " seconds.");
		}
	}

	private static InvalidConfigurationPropertyValueException invalid(String name, Duration value, String reason) {
		return new InvalidConfigurationPropertyValueException("sendmux.rate-limit.shared." + name, value, reason);
	}

}
