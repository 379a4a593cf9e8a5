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

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A response of the sandbox, with its body parsed if it is JSON.
 *
 * @param http the HTTP response
 * @param body the body, an empty object if it is not JSON
 */
record PlainResponse(HttpResponse<String> http, JsonNode body) {

	static PlainResponse of(HttpResponse<String> http) {
		boolean json = http.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
		return new PlainResponse(http, (json && !http.body().isEmpty()) ? JsonMapper.shared().readTree(http.body())
				: JsonNodeFactory.instance.objectNode());
	}

	int status() {
		return this.http.statusCode();
	}

	String header(String name) {
		return this.http.headers().firstValue(name).orElse("");
	}

	JsonNode data() {
		return this.body.path("data");
	}

	String id() {
		return data().path("id").asString("");
	}

	String code() {
		return this.body.at("/error/code").asString("");
	}

	/**
	 * Return the entries of {@code errors[]} in the form {@code field:code}, sorted.
	 */
	Set<String> issues() {
		Set<String> issues = new TreeSet<>();
		this.body.at("/error/errors")
			.forEach((issue) -> issues.add(issue.path("field").asString("") + ":" + issue.path("code").asString("")));
		return issues;
	}

}
