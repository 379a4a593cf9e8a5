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

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import io.netty.channel.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the connections of an application context that is stopped and started again,
 * as for a checkpoint.
 */
class SendmuxConnectionLifecycleTests {

	private final LoopResources loops = LoopResources.create("server");

	private final Set<Channel> connections = new CopyOnWriteArraySet<>();

	private final DisposableServer server = HttpServer.create()
		.host("localhost")
		.port(0)
		.runOn(this.loops)
		.doOnConnection((connection) -> this.connections.add(connection.channel()))
		.handle((request, response) -> response.sendString(Mono.just("{\"ok\":true,\"data\":{\"id\":\"dprov_1\"}}")))
		.bindNow();

	@AfterEach
	void stopServer() {
		this.server.disposeNow();
		this.loops.disposeLater(Duration.ZERO, TestCalls.TIMEOUT).block(TestCalls.TIMEOUT);
	}

	@Test
	void stopWhenConnectionIsIdleClosesIt() {
		run(alone(), (context) -> {
			call(context);
			source(context).stop();
			assertThat(this.connections).singleElement().satisfies(SendmuxConnectionLifecycleTests::assertCloses);
		});
	}

	@Test
	void stopWhenConnectorIsNotUsedDoesNotCreateIt() {
		run(alone(), (context) -> {
			source(context).stop();
			assertThat(source(context).getBeanFactory().containsSingleton("sendmuxConnector")).isFalse();
		});
	}

	@Test
	void callWhenContextRunsUsesTheSameConnection() {
		run(alone(), (context) -> {
			call(context);
			call(context);
			assertThat(this.connections).hasSize(1);
		});
	}

	@Test
	void callWhenContextIsStoppedOpensAnotherConnection() {
		run(alone(), (context) -> {
			call(context);
			source(context).stop();
			call(context);
			assertThat(this.connections).hasSize(2);
		});
	}

	@Test
	void stopWhenStartedAgainClosesTheNextConnection() {
		run(alone(), (context) -> {
			call(context);
			source(context).stop();
			source(context).start();
			call(context);
			source(context).stop();
			assertThat(this.connections).hasSize(2).allSatisfy(SendmuxConnectionLifecycleTests::assertCloses);
		});
	}

	@Test
	void callWhenEventLoopsWereStoppedAndStartedReturnsAccount() {
		run(TestContexts.calling("unused"), (context) -> {
			call(context);
			source(context).stop();
			source(context).start();
			call(context);
			assertThat(this.connections).hasSize(2);
		});
	}

	/**
	 * Without Spring Boot's event loops, which close all connections when they stop.
	 */
	private static ApplicationContextRunner alone() {
		return new ApplicationContextRunner().withConfiguration(
				AutoConfigurations.of(SendmuxStartupValidatorAutoConfiguration.class, SendmuxAutoConfiguration.class,
						SendmuxConnectorAutoConfiguration.class, WebClientAutoConfiguration.class));
	}

	private void run(ApplicationContextRunner runner, Consumer<AssertableApplicationContext> test) {
		runner.withPropertyValues(TestContexts.properties("http://localhost:" + this.server.port()))
			.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s")
			.run(test::accept);
	}

	private static void call(AssertableApplicationContext context) {
		TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
	}

	private static ConfigurableApplicationContext source(AssertableApplicationContext context) {
		return context.getSourceApplicationContext();
	}

	private static void assertCloses(Channel connection) {
		assertThat(connection.closeFuture().awaitUninterruptibly(3000)).isTrue();
	}

}
