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

package ai.sendmux.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bodies of the stub server, which are made once.
 */
public final class StubResponses {

	static final int ACCOUNTS = 10_000;

	static final String ACCOUNT_ID = "dprov_clx0000000000000000000000";

	static final String REQUEST_ID = "req_clx00000000000000000000000001";

	private static final String ACCOUNT = """
			{"id":"%s","name":"Transactional SMTP","type":"smtp","status":"active",\
			"status_reason":null,"is_active":true,"is_shared":false,"is_editable":true,\
			"allowed_actions":{"update":true,"delete":true,"activate":false,"deactivate":true,"test":true,\
			"update_variables":true},\
			"smtp_host":"smtp.example.com","smtp_port":587,"smtp_protocol":"starttls","smtp_username":"api-user",\
			"has_smtp_password":true,"from_email":"hello@example.com","from_name":"Example",\
			"reply_to_email":"support@example.com","reply_to_name":"Support","oauth_email":null,\
			"has_refresh_token":false,\
			"quotas":{"per_second":null,"per_minute":{"min":10,"max":60},"per_hour":null,\
			"per_day":{"min":5000,"max":5000}},\
			"percentage":100,"tracking_domain":"click.example.com",%s\
			"created_at":"2026-05-25T02:18:00Z","updated_at":"2026-05-25T02:18:00Z",\
			"last_tested_at":"2026-05-25T02:18:00Z","last_used_at":null}""";

	private static final byte[] CREATED = bytes("{\"ok\":true,\"data\":%s,\"meta\":%s}".formatted(
			ACCOUNT.formatted(ACCOUNT_ID, "\"variables\":{\"company_name\":\"Example\",\"region\":\"eu\"},"), meta()));

	private static final byte[] INVALID = bytes("""
			{"ok":false,"error":{"code":"validation_error","message":"The request is not valid","param":"smtp_port",\
			"doc_url":"https://sendmux.ai/docs/errors","retryable":false,"errors":[\
			{"field":"smtp_port","code":"too_big","message":"Number must be less than or equal to 65535"},\
			{"field":"quotas.per_day.min","code":"too_small","message":"Number must be greater than 0"}]},\
			"meta":%s}""".formatted(meta()));

	private final Map<String, byte[]> pages = new ConcurrentHashMap<>();

	/**
	 * Response to the creation of an account.
	 * @return the body
	 */
	public static byte[] created() {
		return CREATED.clone();
	}

	static byte[] invalid() {
		return INVALID.clone();
	}

	/**
	 * Page of a list of 10,000 accounts. The cursor is the position of its first account.
	 */
	byte[] page(int start, int limit) {
		return this.pages.computeIfAbsent(start + "/" + limit, (key) -> makePage(start, limit));
	}

	private static byte[] makePage(int start, int limit) {
		int end = Math.min(start + limit, ACCOUNTS);
		String items = IntStream.range(start, end)
			.mapToObj((index) -> ACCOUNT.formatted("dprov_%025d".formatted(index), ""))
			.collect(Collectors.joining(","));
		String next = (end < ACCOUNTS) ? "\"has_more\":true,\"next_cursor\":\"" + end + "\"" : "\"has_more\":false";
		return bytes("{\"ok\":true,\"data\":[%s],\"pagination\":{%s},\"meta\":%s}".formatted(items, next, meta()));
	}

	private static String meta() {
		return "{\"request_id\":\"" + REQUEST_ID + "\"}";
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
