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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a request fails with an error of the API.
 */
final class ApiProblem extends RuntimeException {

	private final ErrorCode code;

	private final @Nullable String param;

	private final List<Issue> issues;

	ApiProblem(ErrorCode code, String message) {
		this(code, message, null, List.of());
	}

	ApiProblem(ErrorCode code, String message, @Nullable String param, List<Issue> issues) {
		super(message, null, false, false);
		this.code = code;
		this.param = param;
		this.issues = List.copyOf(issues);
	}

	static ApiProblem of(ErrorCode code, String message, Issue issue) {
		return new ApiProblem(code, message, issue.field(), List.of(issue));
	}

	ErrorCode code() {
		return this.code;
	}

	String text() {
		String message = getMessage();
		return (message != null) ? message : this.code.value();
	}

	@Nullable String param() {
		return this.param;
	}

	List<Issue> issues() {
		return this.issues;
	}

	/**
	 * One entry of {@code errors[]}.
	 *
	 * @param field the dot path of the field
	 * @param code the issue code
	 * @param message the human-readable message
	 */
	record Issue(String field, String code, String message) {

	}

}
