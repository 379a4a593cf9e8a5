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
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SandboxServer}.
 */
class SandboxServerTests {

	private static final SendmuxSandbox sandbox = SendmuxSandbox.start();

	private final PlainClient api = PlainClient.of(sandbox);

	@BeforeEach
	void reset() {
		sandbox.reset();
	}

	@AfterAll
	static void close() {
		sandbox.close();
	}

	@Test
	void startWhenAddressIsAbsentBindsToLoopback() throws IOException {
		assertThat(InetAddress.getByName(sandbox.baseUrl().getHost()).isLoopbackAddress()).isTrue();
		assertThat(sandbox.wireMockServer().getOptions().bindAddress()).isEqualTo("127.0.0.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/__admin", "/__admin/", "/__admin/mappings", "/__admin/requests", "/__admin/health",
			"/__admin/docs/swagger" })
	void adminApiWhenRequestedExposesNoData(String path) throws IOException, InterruptedException {
		this.api.create();
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(sandbox.baseUrl().resolve(path)).build(),
					HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isGreaterThanOrEqualTo(300);
		assertThat(response.body()).doesNotContain("smx_root", "smtp-password", "mappings");
	}

	@Test
	void wireMockServerHasNoRequestJournal() throws IOException, InterruptedException {
		this.api.create();
		assertThat(sandbox.wireMockServer().getOptions().requestJournalDisabled()).isTrue();
	}

	@Test
	void startWhenCallsAreMadeUsesOnlyDaemonThreads() throws IOException, InterruptedException {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		try (SendmuxSandbox other = SendmuxSandbox.start()) {
			PlainClient.of(other).create();
			other.onNext().delay(Duration.ofMillis(1));
			PlainClient.of(other).create();
			Set<Thread> added = new HashSet<>(Thread.getAllStackTraces().keySet());
			added.removeAll(before);
			assertThat(added).isNotEmpty().allMatch(Thread::isDaemon);
		}
	}

	@Test
	void responseWhenGzipIsAcceptedIsNotCompressed() throws IOException, InterruptedException {
		PlainResponse response = this.api.get("/providers", "Accept-Encoding", "gzip");
		assertThat(response.header("Content-Encoding")).isEmpty();
		assertThat(response.data().isArray()).isTrue();
	}

	@Test
	void stubWhenDefinedByUserTakesPrecedenceUntilReset() throws IOException, InterruptedException {
		sandbox.wireMockServer()
			.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/domains"))
				.willReturn(WireMock.okJson("{\"data\":[]}")));
		assertThat(this.api.get("/domains").status()).isEqualTo(200);
		sandbox.reset();
		assertThat(this.api.get("/domains").status()).isEqualTo(404);
	}

	@Test
	void resetWhenAllStubsWereRemovedRestoresSandbox() throws IOException, InterruptedException {
		sandbox.wireMockServer().resetMappings();
		sandbox.reset();
		assertThat(this.api.get("/providers").status()).isEqualTo(200);
	}

	@Test
	void resetWhenCallsAreConcurrentDoesNotFailThem() {
		CompletableFuture<Set<Integer>> statuses = CompletableFuture.supplyAsync(() -> {
			Set<Integer> seen = new HashSet<>();
			for (int i = 0; i < 300; i++) {
				seen.add(status("/providers"));
			}
			return seen;
		}, (task) -> new Thread(task).start());
		while (!statuses.isDone()) {
			sandbox.reset();
		}
		assertThat(statuses.join()).containsExactly(200);
	}

	@Test
	void documentWhenTokenIsAbsentIsServed() throws IOException, InterruptedException {
		HttpResponse<String> response = document();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(JsonMapper.shared().readTree(response.body())).isEqualTo(Contract.get().document());
	}

	@Test
	void documentWhenServedHasServerUrlOfSandbox() throws IOException, InterruptedException {
		HttpResponse<String> response = document();
		String server = JsonMapper.shared().readTree(response.body()).at("/servers/0/url").asString();
		assertThat(response.uri().resolve(server)).isEqualTo(sandbox.baseUrl());
	}

	@Test
	void documentWhenRateLimitAndFaultsAreSetIsServedButNotRecorded() throws IOException, InterruptedException {
		sandbox.setRateLimit(0);
		sandbox.onAll().respondWith(500);
		assertThat(document().statusCode()).isEqualTo(200);
		assertThat(sandbox.requests()).isEmpty();
	}

	@Test
	void resetWhenAllStubsWereRemovedRestoresDocument() throws IOException, InterruptedException {
		sandbox.wireMockServer().resetMappings();
		sandbox.reset();
		assertThat(document().statusCode()).isEqualTo(200);
	}

	@Test
	void startWhenCalledTwiceCreatesIsolatedSandboxes() throws IOException, InterruptedException {
		try (SendmuxSandbox other = SendmuxSandbox.start()) {
			PlainClient.of(other).create();
			assertThat(other.baseUrl()).isNotEqualTo(sandbox.baseUrl());
			assertThat(other.accounts()).hasSize(1);
			assertThat(sandbox.accounts()).isEmpty();
		}
	}

	@Test
	void requestWhenPathIsUnknownReturnsNotFound() throws IOException, InterruptedException {
		URI elsewhere = sandbox.baseUrl().resolve("/elsewhere");
		assertThat(new PlainClient(elsewhere, sandbox.token()).get("").code()).isEqualTo("not_found");
		assertThat(Stream.of("/providers/a/b/c", "/provider", "/").map(this::status)).containsOnly(404);
	}

	private static HttpResponse<String> document() throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(sandbox.baseUrl().resolve("/openapi.json")).build(),
					HttpResponse.BodyHandlers.ofString());
	}

	private int status(String path) {
		try {
			return this.api.get(path).status();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
