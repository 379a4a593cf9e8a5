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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLException;

import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Client with a connection pool of its own, and settings that keep tests short.
 */
public final class FaultClient implements AutoCloseable {

	public static final Duration PATIENCE = Duration.ofSeconds(30);

	public static final BearerToken TOKEN = BearerToken.of("smx_root_test");

	public static final ApiSettings.Timeouts TIMEOUTS = new ApiSettings.Timeouts(Duration.ofSeconds(5),
			Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20));

	public static final ApiSettings.Timeouts SHORT_TIMEOUTS = new ApiSettings.Timeouts(Duration.ofSeconds(5),
			Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(20));

	public static final ApiSettings.Retry RETRY = new ApiSettings.Retry(2, Duration.ofMillis(1), 1,
			Duration.ofMillis(1), Duration.ZERO, Duration.ofSeconds(60));

	public static final ApiSettings SETTINGS = new ApiSettings(TIMEOUTS, RETRY, ApiSettings.RateLimit.DEFAULTS,
			DataSize.ofKilobytes(64));

	/**
	 * A name that nothing resolves; every other name is this host.
	 */
	public static final String UNKNOWN_HOST = "nowhere.example.com";

	private final ConnectionProvider connections = ConnectionProvider.create("faults", 50);

	private final CountDownLatch disconnected = new CountDownLatch(1);

	private final ApiClient api;

	public FaultClient(URI uri) {
		this(uri, SETTINGS);
	}

	public FaultClient(URI uri, ApiSettings settings) {
		HttpClient client = HttpClient.create(this.connections)
			.resolver(new TestNames())
			.compress(true)
			.secure((spec) -> spec.sslContext(trustingTestCertificates()))
			.doOnDisconnected((connection) -> this.disconnected.countDown());
		this.api = api(uri, settings, new ReactorClientHttpConnector(client));
	}

	public static ApiClient api(URI uri, ApiSettings settings, ClientHttpConnector connector) {
		return ApiClient.create(WebClient.builder().clientConnector(connector).build(), uri, TOKEN, settings);
	}

	public static ApiSettings settings(ApiSettings.Timeouts timeouts, ApiSettings.Retry retry) {
		return new ApiSettings(timeouts, retry, ApiSettings.RateLimit.DEFAULTS, SETTINGS.maxResponseSize());
	}

	private static SslContext trustingTestCertificates() {
		try {
			return SslContextBuilder.forClient()
				.trustManager(FaultCertificates.wrongName().issuer(), FaultCertificates.expired().issuer())
				.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public SendmuxProvidersOperations providers() {
		return new SendmuxProvidersTemplate(this.api);
	}

	public ApiClient api() {
		return this.api;
	}

	/**
	 * Returns after a connection was closed.
	 */
	public CountDownLatch disconnected() {
		return this.disconnected;
	}

	public static Throwable failureOf(Mono<?> call) {
		AtomicReference<Throwable> failure = new AtomicReference<>();
		StepVerifier.create(call).consumeErrorWith(failure::set).verify(PATIENCE);
		return Objects.requireNonNull(failure.get());
	}

	public static <E extends Throwable> E failureOf(Mono<?> call, Class<E> type) {
		return type.cast(failureOf(call));
	}

	@Override
	public void close() {
		this.connections.dispose();
	}

	/**
	 * Resolves names without a name server.
	 */
	private static final class TestNames extends AddressResolverGroup<InetSocketAddress> {

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetNameResolver(executor) {

				@Override
				protected void doResolve(String name, Promise<InetAddress> promise) {
					try {
						if (name.equals(UNKNOWN_HOST)) {
							throw new UnknownHostException(name);
						}
						promise.setSuccess(InetAddress.getByName("localhost"));
					}
					catch (UnknownHostException ex) {
						promise.setFailure(ex);
					}
				}

				@Override
				protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
					try {
						if (name.equals(UNKNOWN_HOST)) {
							throw new UnknownHostException(name);
						}
						promise.setSuccess(List.of(InetAddress.getByName("localhost")));
					}
					catch (UnknownHostException ex) {
						promise.setFailure(ex);
					}
				}

			}.asAddressResolver();
		}

	}

}
