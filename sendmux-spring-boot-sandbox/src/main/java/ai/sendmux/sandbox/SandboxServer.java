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

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;

import org.springframework.core.io.ClassPathResource;

/**
 * The WireMock server in front of the engine: on the loopback interface only, without
 * journal and admin API, for both would show credentials, and without compression, which
 * would alter ETags. It also serves the OpenAPI document, without the engine.
 */
final class SandboxServer implements AutoCloseable {

	private static final String LOOPBACK = "127.0.0.1";

	private static final int CONTAINER_THREADS = 32;

	private static final int DELAYED_RESPONSE_THREADS = 8;

	private static final int LAST = Integer.MAX_VALUE;

	private static final String DOCUMENT = "openapi.json";

	private final WireMockServer wireMockServer;

	private final List<StubMapping> ownStubs = List.of(
			WireMock.any(WireMock.anyUrl())
				.atPriority(LAST)
				.willReturn(WireMock.aResponse().withTransformers(SandboxTransformer.NAME))
				.build(),
			WireMock.get(WireMock.urlPathEqualTo("/" + DOCUMENT))
				.atPriority(LAST - 1)
				.willReturn(
						WireMock.aResponse().withHeader("Content-Type", "application/json").withBody(readDocument()))
				.build());

	private SandboxServer(WireMockServer wireMockServer) {
		this.wireMockServer = wireMockServer;
	}

	static SandboxServer start(SandboxEngine engine) {
		WireMockServer wireMockServer = new WireMockServer(WireMockConfiguration.options()
			.bindAddress(LOOPBACK)
			.dynamicPort()
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
			.useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
			.extensions(new SandboxTransformer(engine)));
		wireMockServer.start();
		SandboxServer server = new SandboxServer(wireMockServer);
		server.resetStubs();
		return server;
	}

	URI baseUrl() {
		return URI.create("http://" + LOOPBACK + ":" + this.wireMockServer.port() + SandboxEngine.BASE_PATH);
	}

	WireMockServer wireMockServer() {
		return this.wireMockServer;
	}

	/**
	 * Remove the stubs of users. The sandbox's own are never missing meanwhile: a call
	 * that comes in at this moment would not be found.
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

}
