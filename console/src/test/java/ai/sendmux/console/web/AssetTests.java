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

package ai.sendmux.console.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import ai.sendmux.console.TestConsoleApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that browsers can keep style sheets and scripts.
 */
@SpringBootTest(classes = TestConsoleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "sendmux.sandbox.enabled=true")
@AutoConfigureWebTestClient
class AssetTests {

	private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"(/[^\"]+\\.(?:css|js|svg))\"");

	@LocalServerPort
	private int port;

	@Autowired
	private WebTestClient client;

	@Test
	void pageLinksVersionedAssets() {
		assertThat(addresses()).hasSize(5).allMatch((address) -> Pattern.matches(".+-[0-9a-f]{32}\\.\\w+", address));
	}

	@Test
	void assetWhenVersionMatchesIsCachedForOneYear() {
		for (String address : addresses()) {
			this.client.get()
				.uri(address)
				.exchange()
				.expectStatus()
				.isOk()
				.expectHeader()
				.valueEquals(HttpHeaders.CACHE_CONTROL, "max-age=31536000");
		}
	}

	@Test
	void pageIsNotCached() {
		this.client.get()
			.uri("/console/imports")
			.exchange()
			.expectHeader()
			.value(HttpHeaders.CACHE_CONTROL, (value) -> assertThat(value).contains("no-store"));
	}

	@Test
	void responseWhenGzipIsAcceptedIsCompressed() throws IOException, InterruptedException {
		assertThat(encoding("/")).hasValue("gzip");
		for (String address : addresses()) {
			if (address.endsWith("s")) {
				assertThat(encoding(address)).as(address).hasValue("gzip");
			}
		}
	}

	/**
	 * A {@link WebTestClient} hides that a response is compressed.
	 */
	private Optional<String> encoding(String address) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + address))
			.header(HttpHeaders.ACCEPT, "text/html")
			.header(HttpHeaders.ACCEPT_ENCODING, "gzip")
			.build();
		return HttpClient.newHttpClient()
			.send(request, HttpResponse.BodyHandlers.discarding())
			.headers()
			.firstValue(HttpHeaders.CONTENT_ENCODING);
	}

	@Test
	void assetWhenVersionIsUnknownIsNotFound() {
		this.client.get().uri("/console-00000000000000000000000000000000.css").exchange().expectStatus().isNotFound();
	}

	@Test
	void errorPageLinksVersionedAssets() {
		assertThat(addresses("/nosuch")).isEqualTo(addresses());
	}

	private List<String> addresses() {
		return addresses("/");
	}

	private List<String> addresses(String page) {
		String html = this.client.get()
			.uri(page)
			.headers((headers) -> headers.setAll(Map.of(HttpHeaders.ACCEPT, "text/html")))
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		return ADDRESS.matcher(String.valueOf(html)).results().map((MatchResult result) -> result.group(1)).toList();
	}

}
