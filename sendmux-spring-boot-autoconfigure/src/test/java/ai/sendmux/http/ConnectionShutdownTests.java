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

package ai.sendmux.http;

import java.io.IOException;

import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.spring.boot.autoconfigure.SendmuxAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectorAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

/**
 * Tests for the connections of an application that ends.
 */
class ConnectionShutdownTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SendmuxAutoConfiguration.class,
				SendmuxConnectorAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class))
		.withPropertyValues("sendmux.token=smx_root_test", "sendmux.retry.max-retries=0");

	@Test
	void closeWhenOnNonBlockingThreadClosesConnections() throws IOException {
		try (FakeSendmux server = FakeSendmux.replying(FakeResponse.NOTHING)) {
			this.contextRunner.withPropertyValues("sendmux.base-url=" + server.uri()).run((context) -> {
				Disposable busy = context.getBean(SendmuxProvidersOperations.class)
					.get("acc_1")
					.onErrorComplete(SendmuxTransportException.class)
					.subscribe();
				Awaitility.await().until(() -> server.requests().size() == 1);
				Mono.fromRunnable(context::close).subscribeOn(Schedulers.parallel()).block(FaultClient.PATIENCE);
				Awaitility.await().until(() -> server.open() == 0);
				busy.dispose();
			});
		}
	}

}
