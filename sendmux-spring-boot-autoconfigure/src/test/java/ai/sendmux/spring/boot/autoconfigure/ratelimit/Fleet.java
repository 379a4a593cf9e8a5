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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import ai.sendmux.SendmuxException;
import ai.sendmux.http.SharedPermits;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SmtpProtocol;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Instances of an application that have the same token, and a server that limits their
 * requests. A window begins with the first request after the one before, at the whole
 * second, as in the sandbox.
 */
final class Fleet implements AutoCloseable {

	private static final int IN_FLIGHT = 16;

	private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

	private final DisposableServer server;

	private final int limit;

	private final long windowSeconds;

	private final AtomicInteger refused = new AtomicInteger();

	private final AtomicInteger lost = new AtomicInteger();

	private long start;

	private int used;

	Fleet(RedisServer redis, int size, int limit, Duration window) {
		this.limit = limit;
		this.windowSeconds = window.toSeconds();
		this.server = HttpServer.create().host("localhost").port(0).handle(this::respond).bindNow();
		for (int i = 0; i < size; i++) {
			this.instances.add(startInstance(redis));
		}
		this.instances.forEach((instance) -> instance.getBean(SendmuxProvidersOperations.class));
	}

	private ConfigurableApplicationContext startInstance(RedisServer redis) {
		return new SpringApplicationBuilder(Instance.class).web(WebApplicationType.NONE)
			.run("--sendmux.token=smx_root_fleet",
					"--sendmux.base-url=http://localhost:" + this.server.port() + "/api/v1",
					"--sendmux.rate-limit.shared.enabled=true", "--spring.data.redis.host=127.0.0.1",
					"--spring.data.redis.port=" + redis.port(), "--spring.main.banner-mode=off",
					"--logging.level.root=WARN");
	}

	private Mono<Void> respond(HttpServerRequest request, HttpServerResponse response) {
		long now = System.currentTimeMillis() / 1000;
		int number = use(now);
		long reset = this.start + this.windowSeconds;
		response.header("X-RateLimit-Limit", Integer.toString(this.limit))
			.header("X-RateLimit-Remaining", Integer.toString(Math.max(0, this.limit - number)))
			.header("X-RateLimit-Reset", Long.toString(reset));
		if (number <= this.limit) {
			return request.receive()
				.then(response.sendString(Mono.just("{\"ok\":true,\"data\":{\"id\":\"acc_1\",\"name\":\"Shop\"}}"))
					.then());
		}
		this.refused.incrementAndGet();
		return response.status(429).header("Retry-After", Long.toString(Math.max(1, reset - now))).send();
	}

	private synchronized int use(long now) {
		if (now >= this.start + this.windowSeconds) {
			this.start = now;
			this.used = 0;
		}
		this.used++;
		return this.used;
	}

	/**
	 * Let each instance create accounts, and count those that were lost.
	 */
	Mono<Void> create(int each) {
		CreateProviderRequest request = CreateProviderRequest.builder()
			.name("Shop")
			.smtpHost("smtp.example.com")
			.smtpPort(587)
			.smtpProtocol(SmtpProtocol.STARTTLS)
			.smtpUsername("user")
			.smtpPassword("secret")
			.build();
		return Flux.fromIterable(this.instances)
			.map((instance) -> instance.getBean(SendmuxProvidersOperations.class))
			.flatMap((providers) -> Flux.range(0, each).flatMap((number) -> create(providers, request), IN_FLIGHT),
					this.instances.size())
			.then();
	}

	private Mono<Object> create(SendmuxProvidersOperations providers, CreateProviderRequest request) {
		return providers.create(request).cast(Object.class).onErrorResume(SendmuxException.class, (ex) -> {
			this.lost.incrementAndGet();
			return Mono.empty();
		});
	}

	boolean isSharing() {
		return this.instances.stream().allMatch(Fleet::isSharing);
	}

	boolean isSharingNowhere() {
		return this.instances.stream().noneMatch(Fleet::isSharing);
	}

	private static boolean isSharing(ConfigurableApplicationContext instance) {
		return instance.getBean(SharedPermits.class).isShared("default");
	}

	synchronized boolean isWindowOver() {
		return System.currentTimeMillis() / 1000 >= this.start + this.windowSeconds;
	}

	int refused() {
		return this.refused.get();
	}

	int lost() {
		return this.lost.get();
	}

	@Override
	public void close() {
		this.instances.forEach(ConfigurableApplicationContext::close);
		this.server.disposeNow();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Instance {

	}

}
