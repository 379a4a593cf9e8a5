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

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

import org.springframework.util.StringUtils;

/**
 * {@link ResponseDefinitionTransformerV2} that passes the requests that WireMock receives
 * to the engine.
 */
final class SandboxTransformer implements ResponseDefinitionTransformerV2 {

	static final String NAME = "sendmux-sandbox";

	private final SandboxEngine engine;

	SandboxTransformer(SandboxEngine engine) {
		this.engine = engine;
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public boolean applyGlobally() {
		return false;
	}

	@Override
	public ResponseDefinition transform(ServeEvent event) {
		return toWireMock(this.engine.handle(toSandbox(event.getRequest())));
	}

	static SandboxRequest toSandbox(Request request) {
		String url = request.getUrl();
		String target = before(url, '?');
		String path = target.startsWith(Route.BASE_PATH + "/") ? target.substring(Route.BASE_PATH.length()) : "";
		byte[] body = request.getBody();
		return new SandboxRequest(request.getMethod().getName(), path, query(after(url, '?')), headers(request),
				(body != null) ? body : new byte[0]);
	}

	private static Map<String, String> headers(Request request) {
		Map<String, String> headers = new LinkedHashMap<>();
		for (HttpHeader header : request.getHeaders().all()) {
			headers.put(header.key().toLowerCase(Locale.ROOT), String.join(", ", header.values()));
		}
		return headers;
	}

	private static Map<String, String> query(String query) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String pair : StringUtils.delimitedListToStringArray(query, "&")) {
			String name = before(pair, '=');
			if (!name.isEmpty()) {
				parameters.put(decode(name), decode(after(pair, '=')));
			}
		}
		return parameters;
	}

	private static String before(String text, char delimiter) {
		int end = text.indexOf(delimiter);
		return (end >= 0) ? text.substring(0, end) : text;
	}

	private static String after(String text, char delimiter) {
		int end = text.indexOf(delimiter);
		return (end >= 0) ? text.substring(end + 1) : "";
	}

	private static String decode(String value) {
		try {
			return URLDecoder.decode(value, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return value;
		}
	}

	private static ResponseDefinition toWireMock(SandboxResponse response) {
		ResponseDefinitionBuilder builder = new ResponseDefinitionBuilder()
			.withFixedDelay((int) response.delay().toMillis());
		if (response.deliveryMode() == SandboxResponse.DeliveryMode.CONNECTION_RESET) {
			return builder.withFault(Fault.CONNECTION_RESET_BY_PEER).build();
		}
		builder.withStatus(response.status());
		response.headers().forEach(builder::withHeader);
		if (response.deliveryMode() == SandboxResponse.DeliveryMode.TRUNCATED) {
			return cut(builder, response.body()).build();
		}
		return builder.withBody(response.body()).build();
	}

	/**
	 * Declare the length of the whole body but send only half of it. Dribbling flushes
	 * that half before the server detects the mismatch and closes the connection.
	 */
	private static ResponseDefinitionBuilder cut(ResponseDefinitionBuilder builder, byte[] body) {
		return builder.withHeader("Content-Length", String.valueOf(body.length))
			.withBody(Arrays.copyOf(body, body.length / 2))
			.withChunkedDribbleDelay(2, 1);
	}

}
