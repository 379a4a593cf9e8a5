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

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * What never changes about an operation of the API.
 *
 * @param <T> the type of the data of the response
 */
public final class ApiOperation<T> {

	private final String name;

	private final HttpMethod method;

	private final String template;

	private final @Nullable DataReader<T> data;

	private final boolean slow;

	private ApiOperation(String name, HttpMethod method, String template, @Nullable DataReader<T> data, boolean slow) {
		this.name = name;
		this.method = method;
		this.template = template;
		this.data = data;
		this.slow = slow;
	}

	public static <T> ApiOperation<T> get(String name, String template, Class<T> dataType) {
		return get(name, template, DataReader.of(dataType));
	}

	public static <T> ApiOperation<T> get(String name, String template, DataReader<T> data) {
		return new ApiOperation<>(name, HttpMethod.GET, template, data, false);
	}

	public static <T> ApiOperation<List<T>> list(String name, String template, Class<T> itemType) {
		return get(name, template, DataReader.listOf(itemType));
	}

	/**
	 * A POST always carries an idempotency key.
	 */
	public static <T> ApiOperation<T> post(String name, String template, Class<T> dataType) {
		return post(name, template, DataReader.of(dataType));
	}

	/**
	 * A POST always carries an idempotency key.
	 */
	public static <T> ApiOperation<T> post(String name, String template, DataReader<T> data) {
		return new ApiOperation<>(name, HttpMethod.POST, template, data, false);
	}

	public static <T> ApiOperation<T> patch(String name, String template, DataReader<T> data) {
		return new ApiOperation<>(name, HttpMethod.PATCH, template, data, false);
	}

	public static <T> ApiOperation<T> delete(String name, String template, Class<T> dataType) {
		return new ApiOperation<>(name, HttpMethod.DELETE, template, DataReader.of(dataType), false);
	}

	/**
	 * Of the response, only that it reports success is of interest.
	 */
	public static ApiOperation<Void> delete(String name, String template) {
		return new ApiOperation<>(name, HttpMethod.DELETE, template, null, false);
	}

	/**
	 * The response may take as long as a mail server takes.
	 */
	public ApiOperation<T> slow() {
		return new ApiOperation<>(this.name, this.method, this.template, this.data, true);
	}

	/**
	 * Path variables are put in as they are: the caller has checked that they need no
	 * encoding.
	 */
	public ApiRequest.Builder<T> request(String... pathVariables) {
		String path = this.template;
		for (String pathVariable : pathVariables) {
			int start = path.indexOf('{');
			path = path.substring(0, start) + pathVariable + path.substring(path.indexOf('}', start) + 1);
		}
		return new ApiRequest.Builder<>(this, path);
	}

	public String name() {
		return this.name;
	}

	HttpMethod method() {
		return this.method;
	}

	String template() {
		return this.template;
	}

	boolean isSlow() {
		return this.slow;
	}

	boolean changesState() {
		return this.method != HttpMethod.GET;
	}

	boolean hasIdempotencyKey() {
		return this.method == HttpMethod.POST;
	}

	/**
	 * How to read the data of the response, {@code null} if it is of no interest.
	 */
	@Nullable DataReader<T> data() {
		return this.data;
	}

}
