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

package ai.sendmux.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.util.thread.QueuedThreadPool;
import wiremock.org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import wiremock.org.eclipse.jetty.util.thread.ThreadPool;

import org.springframework.core.io.ClassPathResource;

/**
 * The WireMock server in front of the engine. It binds to the loopback interface by
 * default, has neither a journal nor an admin API because both would expose credentials,
 * and does not compress responses, which would change their ETags. It also serves the
 * OpenAPI document.
 */
final class SandboxServer implements AutoCloseable {

	static final String LOOPBACK = "127.0.0.1";

	private static final int CONTAINER_THREADS = 32;

	private static final int DELAYED_RESPONSE_THREADS = 8;

	private static final int LAST = Integer.MAX_VALUE;

	private static final String DOCUMENT = "openapi.json";

	private final String address;

	private final WireMockServer wireMockServer;

	private final List<StubMapping> ownStubs;

	private SandboxServer(String address, int port, SandboxEngine engine) {
		this.address = address;
		this.ownStubs = ownStubs();
		Set<UUID> ownIds = this.ownStubs.stream().map(StubMapping::getId).collect(Collectors.toSet());
		this.wireMockServer = new WireMockServer(options(address, port).extensions(new SandboxTransformer(engine),
				new StubListener(engine, ownIds::contains)));
	}

	/**
	 * Start a server.
	 * @param address the address to listen on
	 * @param port the port to listen on, 0 for any
	 * @param engine the engine
	 * @return the server
	 * @throws IllegalStateException if it cannot listen there
	 */
	static SandboxServer start(String address, int port, SandboxEngine engine) {
		SandboxServer server = new SandboxServer(address, port, engine);
		try {
			server.wireMockServer.start();
		}
		catch (FatalStartupException ex) {
			throw new IllegalStateException("Cannot listen on port " + port + " of " + address + ".", ex);
		}
		server.resetStubs();
		return server;
	}

	private static WireMockConfiguration options(String address, int port) {
		return WireMockConfiguration.options()
			.bindAddress(address)
			.port(port)
			.httpServerFactory(DaemonHttpServer::new)
			.threadPoolFactory(DaemonHttpServer::threadPool)
			.http2PlainDisabled(true)
			.jettyAcceptors(1)
			.containerThreads(CONTAINER_THREADS)
			.asynchronousResponseEnabled(true)
			.asynchronousResponseThreads(DELAYED_RESPONSE_THREADS)
			.disableRequestJournal()
			.stubRequestLoggingDisabled(true)
			.adminAuthenticator((request) -> false)
			.gzipDisabled(true)
			.useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER);
	}

	private static List<StubMapping> ownStubs() {
		return List.of(
				WireMock.any(WireMock.anyUrl())
					.atPriority(LAST)
					.willReturn(WireMock.aResponse().withTransformers(SandboxTransformer.NAME))
					.build(),
				WireMock.get(WireMock.urlPathEqualTo("/" + DOCUMENT))
					.atPriority(LAST - 1)
					.willReturn(WireMock.aResponse()
						.withHeader("Content-Type", "application/json")
						.withBody(readDocument()))
					.build());
	}

	URI baseUrl() {
		String host = this.address.contains(":") ? "[" + this.address + "]" : this.address;
		return URI.create("http://" + host + ":" + this.wireMockServer.port() + Route.BASE_PATH);
	}

	WireMockServer wireMockServer() {
		return this.wireMockServer;
	}

	/**
	 * Remove the stubs of users. The stubs of the sandbox stay in place throughout,
	 * because a concurrent call would otherwise fail with a 404.
	 */
	void resetStubs() {
		List<StubMapping> present = this.wireMockServer.getStubMappings();
		this.ownStubs.stream().filter((stub) -> !contains(present, stub)).forEach(this.wireMockServer::addStubMapping);
		present.stream().filter((stub) -> !contains(this.ownStubs, stub)).forEach(this.wireMockServer::removeStub);
	}

	private static boolean contains(List<StubMapping> stubs, StubMapping stub) {
		return stubs.stream().anyMatch((candidate) -> candidate.getId().equals(stub.getId()));
	}

	private static byte[] readDocument() {
		try {
			return new ClassPathResource(DOCUMENT, SandboxServer.class).getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.wireMockServer.stop();
	}

	/**
	 * HTTP server of WireMock on daemon threads, which let a command-line application
	 * exit while its sandbox is still running.
	 */
	private static final class DaemonHttpServer extends Jetty11HttpServer {

		DaemonHttpServer(Options options, AdminRequestHandler adminRequestHandler,
				StubRequestHandler stubRequestHandler) {
			super(options, adminRequestHandler, stubRequestHandler);
			((ThreadPoolExecutor) this.scheduledExecutorService)
				.setThreadFactory(DaemonHttpServer::delayedResponseThread);
		}

		@Override
		protected Server createServer(Options options) {
			Server server = super.createServer(options);
			server.addBean(new ScheduledExecutorScheduler("sendmux-sandbox-scheduler", true));
			return server;
		}

		private static Thread delayedResponseThread(Runnable task) {
			Thread thread = new Thread(task, "sendmux-sandbox-delay");
			thread.setDaemon(true);
			return thread;
		}

		static ThreadPool threadPool(Options options) {
			QueuedThreadPool threadPool = new QueuedThreadPool(options.containerThreads());
			threadPool.setName("sendmux-sandbox");
			threadPool.setDaemon(true);
			return threadPool;
		}

	}

}
