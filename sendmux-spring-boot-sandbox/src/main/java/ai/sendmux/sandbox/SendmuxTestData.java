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

import ai.sendmux.http.DataReader;
import tools.jackson.core.JacksonException;

import org.springframework.util.Assert;

/**
 * Test data: responses of the API from JSON, as the client would read them.
 * <p>
 * Mocked operations can return such a response where only some of its fields matter: the
 * others have the values that they have if a response lacks them.
 *
 * @since 0.1.0
 */
public final class SendmuxTestData {

	private SendmuxTestData() {
	}

	/**
	 * Read a response, without the envelope that surrounds it. Unknown fields are
	 * ignored, and a field that cannot be read counts as absent.
	 * @param type the type of the response, such as {@code ProviderStats.class}
	 * @param json a JSON object with the names of the API
	 * @param <T> the type of the response
	 * @return the response
	 * @throws IllegalArgumentException if the text is not a JSON object, or lacks what
	 * the client requires, such as the id of an account
	 */
	public static <T> T read(Class<T> type, String json) {
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(json, "'json' must not be null");
		Assert.isTrue(json.stripLeading().startsWith("{"), "'json' must be a JSON object");
		String failure = "'json' cannot be read as " + type.getSimpleName();
		try {
			T data = DataReader.decode(type, json);
			Assert.notNull(data, failure);
			return data;
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(failure, ex);
		}
	}

}
