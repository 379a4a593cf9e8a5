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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a create or update request and reports all its issues at once.
 */
final class AccountBody {

	private static final int MAX_BYTES = 1024 * 1024;

	private static final List<String> PROTOCOLS = List.of("tls", "ssl", "none", "starttls");

	private static final Set<String> REQUIRED = Set.of("name", "smtp_host", "smtp_port", "smtp_protocol",
			"smtp_username", "smtp_password");

	/**
	 * The body of a create request.
	 */
	static final AccountBody CREATE = new AccountBody(REQUIRED);

	/**
	 * The body of an update request, in which nothing is required.
	 */
	static final AccountBody UPDATE = new AccountBody(Set.of());

	private final JsonMapper mapper = JsonMapper.shared();

	private final FieldRule.Properties rule;

	private AccountBody(Set<String> required) {
		this.rule = new FieldRule.Properties(rules(), required);
	}

	/**
	 * Read a body.
	 * @param body the bytes of the body
	 * @return the JSON object
	 * @throws ApiProblem if the body is invalid
	 */
	ObjectNode read(byte[] body) {
		if (body.length > MAX_BYTES) {
			throw new ApiProblem(ErrorCode.PAYLOAD_TOO_LARGE, "Request body exceeds 1 MiB.");
		}
		JsonNode tree = parse(body);
		List<ApiProblem.Issue> issues = validate(tree);
		if (!issues.isEmpty()) {
			throw problem(issues);
		}
		return (ObjectNode) tree;
	}

	/**
	 * Read a body that a test or a file supplies.
	 * @param tree the body
	 * @return the JSON object
	 * @throws IllegalArgumentException if the body is invalid
	 */
	ObjectNode readTrusted(JsonNode tree) {
		List<ApiProblem.Issue> issues = validate(tree);
		if (!issues.isEmpty()) {
			throw new IllegalArgumentException(issues.stream()
				.map((issue) -> issue.field() + ": " + issue.message())
				.collect(Collectors.joining(", ")));
		}
		return (ObjectNode) tree;
	}

	private List<ApiProblem.Issue> validate(JsonNode tree) {
		List<ApiProblem.Issue> issues = new ArrayList<>();
		this.rule.check("", tree, issues::add);
		return issues;
	}

	private JsonNode parse(byte[] body) {
		if (body.length == 0) {
			throw new ApiProblem(ErrorCode.INVALID_PARAMETER, "Request body is required.");
		}
		try {
			return this.mapper.readTree(body);
		}
		catch (JacksonException ex) {
			throw new ApiProblem(ErrorCode.INVALID_PARAMETER, "Request body is not valid JSON.");
		}
	}

	private ApiProblem problem(List<ApiProblem.Issue> issues) {
		boolean onlyMissing = issues.stream()
			.allMatch((issue) -> issue.message().equals(FieldRule.Properties.REQUIRED));
		Set<String> fields = new LinkedHashSet<>();
		issues.forEach((issue) -> fields.add(issue.field()));
		String param = issues.get(0).field();
		return onlyMissing
				? new ApiProblem(ErrorCode.MISSING_PARAMETER, "Missing required: " + String.join(", ", fields), param,
						issues)
				: new ApiProblem(ErrorCode.INVALID_PARAMETER, "Invalid request body: " + String.join(", ", fields),
						param, issues);
	}

	private static Map<String, FieldRule> rules() {
		FieldRule shortText = new FieldRule.Text(0, 255).orNull();
		FieldRule requiredText = new FieldRule.Text(1, 255);
		FieldRule email = new FieldRule.Email(new FieldRule.Text(0, 255)).orNull();
		Map<String, FieldRule> quotas = new LinkedHashMap<>();
		AccountSettings.QUOTAS.forEach((quota) -> quotas.put(quota, new FieldRule.Quota().orNull()));
		Map<String, FieldRule> rules = new LinkedHashMap<>();
		rules.put("name", requiredText);
		rules.put("smtp_host", requiredText);
		rules.put("smtp_port", new FieldRule.WholeNumber(1, 65535));
		rules.put("smtp_protocol", new FieldRule.Choice(PROTOCOLS));
		rules.put("smtp_username", requiredText);
		rules.put("smtp_password", new FieldRule.Text(1, 500));
		rules.put("from_email", email);
		rules.put("from_name", shortText);
		rules.put("reply_to_email", email);
		rules.put("reply_to_name", shortText);
		rules.put("quotas", new FieldRule.Properties(quotas, Set.of()));
		rules.put("percentage", new FieldRule.WholeNumber(0, 100));
		rules.put("tracking_domain", shortText);
		rules.put("variables", new FieldRule.Variables());
		return rules;
	}

}
