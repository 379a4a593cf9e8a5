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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Plain HTTP client of the sandbox. It validates every response against the OpenAPI
 * document.
 */
final class PlainClient {

	static final String ACCOUNT = """
			{
			  "name": "Transactional SMTP",
			  "smtp_host": "smtp.example.com",
			  "smtp_port": 587,
			  "smtp_protocol": "starttls",
			  "smtp_username": "api-user",
			  "smtp_password": "smtp-password"
			}""";

	private static final String AUTHORIZATION = "Authorization";

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI baseUrl;

	private final @Nullable String token;

	private final boolean validating;

	PlainClient(URI baseUrl, @Nullable String token) {
		this(baseUrl, token, true);
	}

	private PlainClient(URI baseUrl, @Nullable String token, boolean validating) {
		this.baseUrl = baseUrl;
		this.token = token;
		this.validating = validating;
	}

	/**
	 * Return a client that does not validate responses.
	 */
	PlainClient withoutContract() {
		return new PlainClient(this.baseUrl, this.token, false);
	}

	static PlainClient of(SendmuxSandbox sandbox) {
		return new PlainClient(sandbox.baseUrl(), sandbox.token());
	}

	PlainResponse create() throws IOException, InterruptedException {
		return post("/providers", ACCOUNT);
	}

	PlainResponse get(String path, String... headers) throws IOException, InterruptedException {
		return send("GET", path, "", headers);
	}

	PlainResponse post(String path, String body, String... headers) throws IOException, InterruptedException {
		return send("POST", path, body, headers);
	}

	PlainResponse patch(String path, String body, String... headers) throws IOException, InterruptedException {
		return send("PATCH", path, body, headers);
	}

	PlainResponse delete(String path) throws IOException, InterruptedException {
		return send("DELETE", path, "");
	}

	PlainResponse send(String method, String path, String body, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.baseUrl + path));
		request.method(method,
				body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
		if (this.token != null && !Arrays.asList(headers).contains(AUTHORIZATION)) {
			request.header(AUTHORIZATION, "Bearer " + this.token);
		}
		if (headers.length > 0) {
			request.headers(headers);
		}
		PlainResponse response = PlainResponse.of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
		Route route = Route.of(method, path.split("\\?")[0]);
		if (this.validating && route != null) {
			Contract.get().check(route.operation(), response);
		}
		return response;
	}

}
