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

package ai.sendmux.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accounts that exist, whatever their id, and those that are created: as much of the API
 * as the fault tests need. An idempotency key creates one account, whatever the number of
 * requests.
 */
public final class FakeAccounts {

	private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");

	private final Map<String, String> createdByKey = new HashMap<>();

	private int version = 1;

	private boolean deleted;

	synchronized byte[] respond(FakeRequest request) {
		return switch (request.method()) {
			case "POST" -> account(201, this.createdByKey.computeIfAbsent(String.valueOf(request.idempotencyKey()),
					(key) -> "acc_new_" + this.createdByKey.size()), nameIn(request.body()));
			case "PATCH" -> update(request);
			case "DELETE" -> delete();
			default -> this.deleted ? error(404, "not_found") : account(200, idIn(request.path()), "Shop");
		};
	}

	private byte[] update(FakeRequest request) {
		String expected = request.header("if-match");
		if (expected != null && !expected.equals(etag())) {
			return error(409, "conflict");
		}
		this.version++;
		return account(200, "acc_1", "Shop");
	}

	private static String idIn(String path) {
		return path.substring(path.lastIndexOf('/') + 1);
	}

	private static String nameIn(String body) {
		Matcher name = NAME.matcher(body);
		return name.find() ? name.group(1) : "Shop";
	}

	private byte[] delete() {
		if (this.deleted) {
			return error(404, "not_found");
		}
		this.deleted = true;
		return json(200,
				"{\"ok\":true,\"data\":{\"deleted\":true,\"id\":\"acc_1\"},\"meta\":{\"request_id\":\"req_1\"}}");
	}

	public synchronized int created() {
		return this.createdByKey.size();
	}

	public synchronized int changes() {
		return this.version - 1;
	}

	private String etag() {
		return "W/\"" + this.version + "\"";
	}

	private byte[] account(int status, String id, String name) {
		return json(status, """
				{"ok":true,"data":{"id":"%s","name":"%s","type":"smtp","status":"active"},\
				"meta":{"request_id":"req_1"}}""".formatted(id, name));
	}

	private byte[] error(int status, String code) {
		return json(status, """
				{"ok":false,"error":{"code":"%s","message":"Reported so","retryable":false},\
				"meta":{"request_id":"req_1"}}""".formatted(code));
	}

	private byte[] json(int status, String body) {
		return "HTTP/1.1 %d Status\r\nETag: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
			.formatted(status, etag(), body.length(), body)
			.getBytes(StandardCharsets.UTF_8);
	}

}
