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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.http.SharedPermits;
import ai.sendmux.spring.boot.autoconfigure.SendmuxAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientFactory;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport.ConditionAndOutcomes;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SendmuxSharedRateLimitAutoConfiguration}.
 */
class SendmuxSharedRateLimitAutoConfigurationTests {

	private static final String IDENTITY = """
			{"ok":true,"data":{"team":{"id":"team_1"},"credential":{"id":"key_1"}}}
			""";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, WebClientAutoConfiguration.class,
				SendmuxAutoConfiguration.class, SendmuxSharedRateLimitAutoConfiguration.class))
		.withPropertyValues("sendmux.token=smx_root_1", "sendmux.base-url=http://localhost:1/api/v1",
				"sendmux.retry.max-retries=0");

	private final ApplicationContextRunner enabled = this.runner
		.withPropertyValues("sendmux.rate-limit.shared.enabled=true");

	@Test
	void sharedPermitsWhenNotEnabledIsAbsent() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(SharedPermits.class));
	}

	@Test
	void sharedPermitsWhenEnabledIsAutoConfigured() {
		this.enabled.run((context) -> assertThat(context).hasSingleBean(SharedPermits.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sendmux.enabled=false", "sendmux.rate-limit.enabled=false",
			"sendmux.rate-limit.shared.enabled=false" })
	void sharedPermitsWhenDisabledBacksOff(String property) {
		this.enabled.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SharedPermits.class)
				.doesNotHaveBean(SendmuxSharedRateLimitProperties.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sendmux.enabled=true", "sendmux.enabled=", "sendmux.rate-limit.enabled=true" })
	void sharedPermitsWhenNotDisabledIsAutoConfigured(String property) {
		this.enabled.withPropertyValues(property)
			.run((context) -> assertThat(context).hasSingleBean(SharedPermits.class));
	}

	@Test
	void sharedPermitsWhenCustomBeanIsDefinedBacksOff() {
		SharedPermits others = mock();
		this.enabled.withBean(SharedPermits.class, () -> others)
			.run((context) -> assertThat(context.getBean(SharedPermits.class)).isSameAs(others));
	}

	@Test
	void sharedPermitsWhenRedisClientIsJedisBacksOff() {
		this.enabled.withPropertyValues("spring.data.redis.client-type=jedis").run((context) -> {
			assertThat(context).doesNotHaveBean(SharedPermits.class).hasSingleBean(SendmuxClient.class);
			assertThat(reasons(context)).contains("uses Redis without Lettuce").contains("Jedis");
		});
	}

	@Test
	void sharedPermitsWhenConnectionFactoryIsDeclaredAsInterfaceBacksOff() {
		this.enabled.withUserConfiguration(InterfaceConfiguration.class).run((context) -> {
			assertThat(context).doesNotHaveBean(SharedPermits.class).hasSingleBean(SendmuxClient.class);
			assertThat(reasons(context))
				.contains("bean 'redis' is declared as RedisConnectionFactory",
						"declare it as LettuceConnectionFactory")
				.doesNotContain("without Lettuce");
		});
	}

	@Test
	void sharedPermitsWhenConnectionFactoryIsLettuceIsAutoConfigured() {
		this.enabled.withUserConfiguration(LettuceConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(SharedPermits.class));
	}

	@Test
	void sharedPermitsWhenRedisIsNotConfiguredBacksOff() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebClientAutoConfiguration.class, SendmuxAutoConfiguration.class,
					SendmuxSharedRateLimitAutoConfiguration.class))
			.withPropertyValues("sendmux.token=smx_root_1", "sendmux.rate-limit.shared.enabled=true")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(SharedPermits.class);
				assertThat(reasons(context)).contains("no connection factory for Redis");
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { Bucket4jLettuce.class, RedisClient.class })
	void sharedPermitsWhenLibraryIsMissingBacksOff(Class<?> type) {
		this.enabled.withClassLoader(new FilteredClassLoader(type.getPackageName()))
			.run((context) -> assertThat(context).doesNotHaveBean(SharedPermits.class)
				.hasSingleBean(SendmuxClient.class));
	}

	@Test
	void propertiesWhenSetAreBound() {
		this.enabled
			.withPropertyValues("sendmux.rate-limit.shared.name=shop", "sendmux.rate-limit.shared.key-prefix=app:",
					"sendmux.rate-limit.shared.time-to-live=1h", "sendmux.rate-limit.shared.timeout=1s")
			.run((context) -> {
				SendmuxSharedRateLimitProperties properties = context.getBean(SendmuxSharedRateLimitProperties.class);
				assertThat(properties.isEnabled()).isTrue();
				assertThat(properties.getName()).isEqualTo("shop");
				assertThat(properties.getKeyPrefix()).isEqualTo("app:");
				assertThat(properties.getTimeToLive()).isEqualTo(Duration.ofHours(1));
				assertThat(properties.getTimeout()).isEqualTo(Duration.ofSeconds(1));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "1m", "-1m", "36501d", "365000000000d", "9223372036854775807s" })
	void timeToLiveWhenOutOfBoundsIsRejected(String timeToLive) {
		this.enabled.withPropertyValues("sendmux.rate-limit.shared.time-to-live=" + timeToLive)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("sendmux.rate-limit.shared.time-to-live"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "4ms", "0", "-1s", "5001ms", "365000000000d" })
	void timeoutWhenOutOfBoundsIsRejected(String timeout) {
		this.enabled.withPropertyValues("sendmux.rate-limit.shared.timeout=" + timeout)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("sendmux.rate-limit.shared.timeout"));
	}

	@Test
	void keyWhenTokenIsFixedHasPrefixAndDigest() {
		try (RedisServer server = RedisServer.start()) {
			withRedis(server).run((context) -> assertThat(keys(context, server)).singleElement()
				.asString()
				.matches("sendmux:rate-limit:[0-9a-f]{64}")
				.doesNotContain("smx_root"));
		}
	}

	@Test
	void keyWhenNameIsSetHasName() {
		try (RedisServer server = RedisServer.start()) {
			withRedis(server)
				.withPropertyValues("sendmux.rate-limit.shared.name=shop", "sendmux.rate-limit.shared.key-prefix=app:")
				.run((context) -> assertThat(keys(context, server)).containsExactly("app:shop"));
		}
	}

	@Test
	void keyWhenTokenMayChangeHasIdentity() {
		DisposableServer api = HttpServer.create()
			.host("localhost")
			.port(0)
			.handle((request, response) -> response.header("X-RateLimit-Limit", "100")
				.header("X-RateLimit-Remaining", "99")
				.header("X-RateLimit-Reset", Long.toString(Instant.now().getEpochSecond() + 60))
				.sendString(Mono.just(IDENTITY)))
			.bindNow();
		try (RedisServer server = RedisServer.start()) {
			withRedis(server).withBean(SendmuxTokenProvider.class, () -> SendmuxTokenProvider.of("smx_root_2"))
				.withPropertyValues("sendmux.base-url=http://localhost:" + api.port() + "/api/v1")
				.run((context) -> assertThat(
						keys(() -> context.getBean(SendmuxClient.class).identity().me().block(PATIENCE), server))
					.containsExactly("sendmux:rate-limit:team_1:key_1"));
		}
		finally {
			api.disposeNow();
		}
	}

	@Test
	void bucketWhenClientsHaveSameTokenIsShared() {
		try (RedisServer server = RedisServer.start()) {
			withRedis(server).run((context) -> {
				SendmuxClient second = context.getBean(SendmuxClientFactory.class)
					.create("second", context.getBean(SendmuxConnectionDetails.class));
				keys(context, server);
				StepVerifier.create(second.providers().get("acc_1"))
					.expectError(SendmuxTransportException.class)
					.verify(PATIENCE);
				assertThat(server.keys()).hasSize(1);
			});
		}
	}

	@Test
	void sharedPermitsWhenRedisIsClusterStoresBucket() {
		try (RedisServer server = RedisServer.start("--cluster-enabled", "yes")) {
			server.assignAllSlots();
			this.enabled.withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:" + server.port())
				.run((context) -> assertThat(keys(context, server)).hasSize(1));
		}
	}

	@Test
	void sharedPermitsWhenRedisHasSentinelStoresBucket() {
		try (RedisServer server = RedisServer.start(); RedisServer sentinel = server.startSentinel("primary")) {
			this.enabled
				.withPropertyValues("spring.data.redis.sentinel.master=primary",
						"spring.data.redis.sentinel.nodes=127.0.0.1:" + sentinel.port())
				.run((context) -> assertThat(keys(context, server)).hasSize(1));
		}
	}

	@Test
	void callWhenRedisIsUnreachableIsSentWithoutSharing() {
		this.enabled
			.withPropertyValues("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + RedisServer.freePort())
			.run((context) -> {
				send(context);
				assertThat(context.getBean(SharedPermits.class).isShared("default")).isFalse();
			});
	}

	private ApplicationContextRunner withRedis(RedisServer server) {
		return this.enabled.withPropertyValues("spring.data.redis.host=127.0.0.1",
				"spring.data.redis.port=" + server.port());
	}

	/**
	 * Send requests until one has used Redis.
	 */
	private static List<String> keys(AssertableApplicationContext context, RedisServer server) {
		return keys(() -> send(context), server);
	}

	private static List<String> keys(Runnable call, RedisServer server) {
		return Mono.fromCallable(() -> {
			call.run();
			return server.keys();
		})
			.filter((keys) -> !keys.isEmpty())
			.repeatWhenEmpty((attempts) -> attempts)
			.subscribeOn(Schedulers.boundedElastic())
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	/**
	 * Send a request that nobody responds to. It needs a permit all the same.
	 */
	private static void send(AssertableApplicationContext context) {
		StepVerifier.create(context.getBean(SendmuxClient.class).providers().get("acc_1"))
			.expectError(SendmuxTransportException.class)
			.verify(PATIENCE);
	}

	private static String reasons(AssertableApplicationContext context) {
		ConditionAndOutcomes outcomes = ConditionEvaluationReport.get(context.getBeanFactory())
			.getConditionAndOutcomesBySource()
			.get(SendmuxSharedRateLimitAutoConfiguration.class.getName());
		return Objects.requireNonNull(outcomes)
			.stream()
			.map((outcome) -> String.valueOf(outcome.getOutcome().getMessage()))
			.collect(Collectors.joining(", "));
	}

	@Configuration(proxyBeanMethods = false)
	static class InterfaceConfiguration {

		@Bean
		RedisConnectionFactory redis() {
			return new LettuceConnectionFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LettuceConfiguration {

		@Bean
		LettuceConnectionFactory redis() {
			return new LettuceConnectionFactory();
		}

	}

}
