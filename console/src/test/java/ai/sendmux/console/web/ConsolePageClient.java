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

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Uses the console as a browser without JavaScript does: with a session, and with the
 * token of the form it has got.
 */
class ConsolePageClient {

	private static final Pattern UPLOAD = Pattern.compile("action=\"/console/imports\\?_csrf=([^\"]+)\"");

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final WebTestClient client;

	private final Map<String, String> cookies = new HashMap<>();

	private String token = "";

	private String uploadToken = "";

	private String location = "";

	private HttpHeaders headers = new HttpHeaders();

	private HttpStatusCode status = HttpStatusCode.valueOf(200);

	ConsolePageClient(WebTestClient client) {
		this.client = client;
	}

	String get(String address) {
		return keep(this.client.get().uri(address).cookies(this::addCookies));
	}

	/**
	 * Send a form of the page that was got last.
	 */
	String post(String address, Map<String, String> fields, String... headers) {
		MultiValueMap<String, String> data = new LinkedMultiValueMap<>();
		fields.forEach(data::add);
		data.add("_csrf", this.token);
		WebTestClient.RequestBodySpec request = this.client.post()
			.uri(address)
			.accept(MediaType.TEXT_HTML)
			.cookies(this::addCookies)
			.contentType(MediaType.APPLICATION_FORM_URLENCODED);
		for (String header : headers) {
			request.header(header, "true");
		}
		return keep(request.bodyValue(data));
	}

	String upload(String csv) {
		get("/console/imports/new");
		return uploadAgain(csv);
	}

	/**
	 * Send a file with the form of the page that was got last.
	 */
	String uploadAgain(String csv) {
		MultipartBodyBuilder parts = new MultipartBodyBuilder();
		parts.part("file", new ByteArrayResource(csv.getBytes(StandardCharsets.UTF_8))).filename("accounts.csv");
		return keep(this.client.post()
			.uri("/console/imports?_csrf={token}", this.uploadToken)
			.accept(MediaType.TEXT_HTML)
			.cookies(this::addCookies)
			.bodyValue(parts.build()));
	}

	void forgetCookies() {
		this.cookies.clear();
	}

	private void addCookies(MultiValueMap<String, String> target) {
		this.cookies.forEach(target::add);
	}

	HttpStatusCode status() {
		return this.status;
	}

	String location() {
		return this.location;
	}

	HttpHeaders headers() {
		return this.headers;
	}

	private String keep(WebTestClient.RequestHeadersSpec<?> request) {
		EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
		this.status = result.getStatus();
		this.headers = result.getResponseHeaders();
		this.location = String.valueOf(this.headers.getFirst(HttpHeaders.LOCATION));
		result.getResponseCookies().forEach((name, values) -> this.cookies.put(name, values.get(0).getValue()));
		byte[] content = Objects.requireNonNullElse(result.getResponseBody(), new byte[0]);
		String body = new String(content, StandardCharsets.UTF_8);
		if (body.contains("<html")) {
			Matcher matcher = TOKEN.matcher(body);
			this.token = matcher.find() ? matcher.group(1) : "";
			Matcher upload = UPLOAD.matcher(body);
			this.uploadToken = upload.find() ? URLDecoder.decode(upload.group(1), StandardCharsets.UTF_8) : "";
		}
		return body;
	}

	/**
	 * Take the fields of a form as the page shows them, and change some.
	 */
	static Map<String, String> fields(String page, String... values) {
		Map<String, String> form = new HashMap<>();
		Matcher inputs = Pattern.compile("<input([^>]*)>").matcher(page);
		while (inputs.find()) {
			String name = inputs.group(1).replaceAll("(?s).*name=\"([^\"]*)\".*", "$1");
			boolean filled = inputs.group(1).matches("(?s).*\\svalue=\".*");
			String value = filled ? inputs.group(1).replaceAll("(?s).*\\svalue=\"([^\"]*)\".*", "$1") : "";
			form.put(name, value.replace("&quot;", "\""));
		}
		form.remove("_csrf");
		form.put("smtp_protocol", page.replaceAll("(?s).*<option value=\"(\\w+)\"\\s+selected.*", "$1"));
		put(form, values);
		return form;
	}

	static void put(Map<String, String> form, String... values) {
		for (int i = 0; i < values.length; i += 2) {
			form.put(values[i], values[i + 1]);
		}
	}

}
