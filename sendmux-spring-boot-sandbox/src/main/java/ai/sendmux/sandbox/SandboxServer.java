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

import java.net.URI;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;

/**
 * The WireMock server in front of the engine: on the loopback interface only, without
 * journal and admin API, for both would show credentials, and without compression, which
 * would alter ETags.
 */
final class SandboxServer implements AutoCloseable {

	private static final String LOOPBACK = "127.0.0.1";

	private static final int CONTAINER_THREADS = 32;

	private static final int DELAYED_ANSWER_THREADS = 8;

	private static final int LAST = Integer.MAX_VALUE;

	private final WireMockServer wireMockServer;

	private final StubMapping engineStub = WireMock.any(WireMock.anyUrl())
		.atPriority(LAST)
		.willReturn(WireMock.aResponse().withTransformers(SandboxTransformer.NAME))
		.build();

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
			.asynchronousResponseThreads(DELAYED_ANSWER_THREADS)
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
	 * Leave one stub alone, the one that lets the engine answer. It is never missing
	 * meanwhile: a call that comes in at this moment would not be found.
	 */
	void resetStubs() {
		if (this.wireMockServer.getStubMappings().stream().noneMatch(this::isEngineStub)) {
			this.wireMockServer.addStubMapping(this.engineStub);
		}
		this.wireMockServer.getStubMappings()
			.stream()
			.filter((stub) -> !isEngineStub(stub))
			.forEach(this.wireMockServer::removeStub);
	}

	private boolean isEngineStub(StubMapping stub) {
		return stub.getId().equals(this.engineStub.getId());
	}

	@Override
	public void close() {
		this.wireMockServer.stop();
	}

}
