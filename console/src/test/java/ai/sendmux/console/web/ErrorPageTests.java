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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a browser gets a page for every address, in an application that has problem
 * details for its JSON.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "spring.webflux.problemdetails.enabled=true")
@AutoConfigureWebTestClient(timeout = "30s")
class ErrorPageTests {

	@Autowired
	private WebTestClient client;

	@ParameterizedTest
	@CsvSource({ "/nosuch, 404", "/console/nosuch, 404", "/console/imports/none, 404",
			"/console/accounts/dprov_none, 404", "/console/accounts/dprov_none/edit, 404",
			"/console/accounts/dprov_none/delete, 404", "/console/bulk/none, 404",
			"/console/imports/none/failed.csv, 404" })
	void getWhenResourceIsUnknownShowsErrorPage(String address, int status) {
		assertThat(html(address, status)).contains("<html", "<h1>", "View accounts");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/console", "/console/accounts", "/console/accounts/new", "/console/imports",
			"/console/imports/new" })
	void getWhenPageExistsShowsIt(String address) {
		assertThat(html(address, 200)).contains("<html", "<h1>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nosuch", "/console/nosuch" })
	void getWhenJsonIsAcceptedReturnsProblemDetails(String address) {
		this.client.get()
			.uri(address)
			.accept(MediaType.APPLICATION_JSON)
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
	}

	private String html(String address, int status) {
		return String.valueOf(this.client.get()
			.uri(address)
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_HTML)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

}
