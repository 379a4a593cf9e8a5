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
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.sendmux.http.ConnectionFraming;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.NameResolverProvider;
import reactor.netty.transport.ProxyProvider;

import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.util.StringUtils;

/**
 * Pool of connections for Reactor Netty. Connections that were idle for long are not used
 * again, because a load balancer may have dropped them.
 */
final class SendmuxConnectionPool {

	private static final Duration DISPOSE_TIMEOUT = Duration.ofSeconds(5);

	private final ConnectionProvider connections;

	private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

	private final List<CurrentResolver> resolvers = new CopyOnWriteArrayList<>();

	private volatile boolean closed;

	private final SendmuxClientProperties.Proxy proxy;

	SendmuxConnectionPool(SendmuxClientProperties.Pool pool, SendmuxClientProperties.Proxy proxy) {
		this.connections = ConnectionProvider.builder("sendmux")
			.maxConnections(pool.getMaxConnections())
			.maxIdleTime(pool.getMaxIdleTime())
			.maxLifeTime(pool.getMaxLifeTime())
			.evictInBackground(pool.getMaxIdleTime())
			.pendingAcquireTimeout(pool.getAcquireTimeout())
			.pendingAcquireMaxCount(pool.getMaxPendingAcquires())
			.build();
		this.proxy = proxy;
	}

	/**
	 * Wiretapping is switched off last, because it would write the token to the log.
	 */
	ReactorClientHttpConnectorBuilder applyTo(ReactorClientHttpConnectorBuilder builder) {
		return builder.withHttpClientFactory(this::createClient)
			.withHttpClientCustomizer(
					(client) -> withFraming(withoutBlocking(onCurrentLoops(withProxy(client)))).wiretap(false));
	}

	/**
	 * Every context that ends disposes the event loops of the process, and their resolver
	 * of host names, whoever else uses them. The current ones are looked up for each
	 * connection. A resolver of the application stays.
	 */
	private HttpClient onCurrentLoops(HttpClient client) {
		HttpClientConfig config = client.configuration();
		if (!(config.loopResources() instanceof HttpResources)) {
			return client;
		}
		NameResolverProvider provider = config.getNameResolverProvider();
		boolean resolves = provider != null || config.resolver() == null;
		HttpClient resolving = resolves ? client.resolver(resolver(provider)) : client;
		return resolving.runOn((useNative) -> HttpResources.get().onClient(useNative));
	}

	private CurrentResolver resolver(@Nullable NameResolverProvider provider) {
		CurrentResolver resolver = new CurrentResolver(
				(provider != null) ? provider : NameResolverProvider.builder().build());
		this.resolvers.add(resolver);
		return resolver;
	}

	/**
	 * An HTTP/2 stream has one response, but Reactor Netty takes an informational one for
	 * it, and offers no way to skip it on a connection that is upgraded.
	 */
	private static HttpClient withFraming(HttpClient client) {
		List<HttpProtocol> protocols = List.of(client.configuration().protocols());
		if (!protocols.contains(HttpProtocol.HTTP11)) {
			throw new IllegalStateException("The HTTP client of the application is set to speak " + protocols
					+ " only, but the Sendmux client speaks HTTP/1.1");
		}
		// Setting the protocol prepares TLS, even for a server that does not use it.
		HttpClient http1 = (protocols.size() > 1) ? client.protocol(HttpProtocol.HTTP11) : client;
		return http1.doOnChannelInit((observer, channel, address) -> ConnectionFraming.protect(channel.pipeline()));
	}

	/**
	 * Reactor Netty looks up the host name of a proxy for each request, and waits for the
	 * result.
	 */
	private static HttpClient withoutBlocking(HttpClient client) {
		return client.configuration().hasProxy() ? client.mapConnect(SendmuxConnectionPool::connectByThreadThatMayBlock)
				: client;
	}

	private static Mono<? extends Connection> connectByThreadThatMayBlock(Mono<? extends Connection> connection) {
		return Mono.defer(() -> Schedulers.isInNonBlockingThread() ? connection.subscribeOn(Schedulers.boundedElastic())
				: connection);
	}

	/**
	 * Spring Boot sets the proxy of the Java process for us from 4.1 on.
	 */
	private HttpClient createClient() {
		return HttpClient.create(this.connections)
			.proxyWithSystemProperties()
			.mapConnect((connection) -> Mono.defer(() -> this.closed ? refuse() : connection))
			.doOnConnected((connection) -> this.open.add(connection.channel()));
	}

	/**
	 * A disposed provider would open connections again.
	 */
	private static Mono<Connection> refuse() {
		return Mono.error(() -> new ConnectException("The connection pool is closed"));
	}

	private HttpClient withProxy(HttpClient client) {
		String host = this.proxy.getHost();
		return StringUtils.hasText(host) ? client.proxy((spec) -> configure(spec, host)) : client;
	}

	private void configure(ProxyProvider.TypeSpec spec, String host) {
		ProxyProvider.Builder builder = spec.type(ProxyProvider.Proxy.HTTP)
			.host(host)
			.port(this.proxy.getPort())
			.nonProxyHostsPredicate(SendmuxConnectionPool::isLoopback);
		if (StringUtils.hasText(this.proxy.getUsername())) {
			builder.username(this.proxy.getUsername()).password((username) -> password());
		}
	}

	/**
	 * An address that was given as a number is resolved already.
	 */
	private static boolean isLoopback(SocketAddress address) {
		if (!(address instanceof InetSocketAddress host)) {
			return false;
		}
		return host.isUnresolved() ? host.getHostString().equalsIgnoreCase("localhost")
				: host.getAddress().isLoopbackAddress();
	}

	private @Nullable String password() {
		return this.proxy.getPassword();
	}

	/**
	 * Close the connections that are idle. A later call opens another one.
	 */
	void closeIdleConnections() {
		await(disposeConnections());
	}

	/**
	 * A connection that is in use is not the provider's to close. An application that is
	 * ended by a thread which must not wait does not wait for the connections.
	 */
	void close() {
		this.closed = true;
		await(disposeConnections());
		ChannelGroupFuture channels = this.open.close();
		if (!Schedulers.isInNonBlockingThread()) {
			channels.awaitUninterruptibly(DISPOSE_TIMEOUT.toMillis());
		}
		this.resolvers.forEach(AddressResolverGroup::close);
	}

	private Mono<Void> disposeConnections() {
		return this.connections.disposeLater().timeout(DISPOSE_TIMEOUT).onErrorComplete();
	}

	private static void await(Mono<Void> disposed) {
		if (Schedulers.isInNonBlockingThread()) {
			disposed.subscribe();
		}
		else {
			disposed.block();
		}
	}

	/**
	 * Resolves host names on the event loops of the moment. Reactor Netty keeps a
	 * resolver for as long as the client.
	 */
	private static final class CurrentResolver extends AddressResolverGroup<InetSocketAddress> {

		private final NameResolverProvider provider;

		private @Nullable HttpResources resources;

		private @Nullable AddressResolverGroup<InetSocketAddress> resolvers;

		CurrentResolver(NameResolverProvider provider) {
			this.provider = provider;
		}

		@Override
		public AddressResolver<InetSocketAddress> getResolver(EventExecutor executor) {
			return current().getResolver(executor);
		}

		private synchronized AddressResolverGroup<InetSocketAddress> current() {
			HttpResources current = HttpResources.get();
			AddressResolverGroup<InetSocketAddress> resolvers = this.resolvers;
			if (resolvers == null || this.resources != current) {
				close();
				resolvers = this.provider.newNameResolverGroup(current, LoopResources.DEFAULT_NATIVE);
				this.resolvers = resolvers;
				this.resources = current;
			}
			return resolvers;
		}

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return getResolver(executor);
		}

		@Override
		public synchronized void close() {
			if (this.resolvers != null) {
				this.resolvers.close();
				this.resolvers = null;
			}
		}

	}

}
