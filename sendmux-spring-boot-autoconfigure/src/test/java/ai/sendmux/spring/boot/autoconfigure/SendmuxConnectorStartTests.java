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

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for when {@link SendmuxConnectorFactory} sets up the HTTP client.
 */
class SendmuxConnectorStartTests {

	private final AtomicInteger built = new AtomicInteger();

	private final ClientHttpConnectorBuilder<ClientHttpConnector> builder = (settings) -> {
		this.built.incrementAndGet();
		return (method, uri, callback) -> Mono.error(new ConnectException());
	};

	@Test
	void connectWhenFirstCalledBuildsHttpClientOnce() {
		WebClient webClient = WebClient.builder()
			.clientConnector(
					new SendmuxConnectorFactory(this.builder, HttpClientSettings.defaults(), new SendmuxProperties())
						.create(null))
			.build();
		assertThat(this.built).hasValue(0);
		verifyCall(webClient);
		verifyCall(webClient);
		assertThat(this.built).hasValue(1);
	}

	private static void verifyCall(WebClient webClient) {
		StepVerifier.create(webClient.get().uri("http://localhost:1").retrieve().toBodilessEntity())
			.expectError()
			.verify(Duration.ofSeconds(20));
	}

}
