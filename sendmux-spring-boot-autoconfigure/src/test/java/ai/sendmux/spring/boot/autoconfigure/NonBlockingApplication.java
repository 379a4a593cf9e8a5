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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SmtpProtocol;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Application whose calls are made by threads that must not block. It fails if one of
 * them does, or if the watch over them does not work.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class NonBlockingApplication {

	private static final CreateProviderRequest REQUEST = CreateProviderRequest.builder()
		.name("Shop")
		.smtpHost("smtp.example.com")
		.smtpPort(587)
		.smtpProtocol(SmtpProtocol.STARTTLS)
		.smtpUsername("shop")
		.smtpPassword("secret")
		.fromEmail("shop@example.com")
		.build();

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = new SpringApplication(NonBlockingApplication.class).run(args)) {
			SendmuxProvidersOperations providers = context.getBean(SendmuxProvidersOperations.class);
			Queue<Error> blocked = new ConcurrentLinkedQueue<>();
			BlockHound.install((builder) -> builder
				.markAsBlocking(InetAddress.class, "getAllByName", "(Ljava/lang/String;)[Ljava/net/InetAddress;")
				.blockingMethodCallback((method) -> blocked.add(new Error(method.toString()))));
			onParallel(Mono.fromRunnable(NonBlockingApplication::readFile));
			if (blocked.isEmpty()) {
				throw new IllegalStateException("Nothing is watched");
			}
			blocked.clear();
			Mono<Provider> create = Mono.defer(() -> providers.create(REQUEST));
			// The second is made by an event loop.
			onParallel(create.then(create).then(Mono.defer(() -> providers.get("dprov_1"))));
			if (!blocked.isEmpty()) {
				Error first = blocked.remove();
				blocked.forEach(first::addSuppressed);
				throw first;
			}
		}
	}

	private static void readFile() {
		ClassLoader loader = NonBlockingApplication.class.getClassLoader();
		try (InputStream in = loader.getResourceAsStream("META-INF/spring.factories")) {
			in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void onParallel(Mono<?> call) {
		call.onErrorComplete(SendmuxTransportException.class)
			.subscribeOn(Schedulers.parallel())
			.block(Duration.ofSeconds(20));
	}

}
