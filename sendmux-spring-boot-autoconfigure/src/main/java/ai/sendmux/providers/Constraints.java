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

package ai.sendmux.providers;

/**
 * Bounds that the API sets for the fields of a request, in one place for the checker and
 * the Jakarta constraints.
 */
final class Constraints {

	static final int MAX_TEXT = 255;

	static final int MAX_PASSWORD = 500;

	static final int MAX_PORT = 65535;

	static final int MAX_PERCENTAGE = 100;

	static final int MAX_VARIABLES = 50;

	static final int MAX_VARIABLE_KEY = 64;

	static final int MAX_VARIABLE_VALUE = 4096;

	/**
	 * The length comes first: the expression recurses once for each part of a key.
	 */
	static final String VARIABLE_KEY = "(?=.{1," + MAX_VARIABLE_KEY + "}$)[a-z][a-z0-9]*(?:_[a-z0-9]+)*";

	static final String VARIABLE_KEY_MESSAGE = "must be in lower snake case of at most " + MAX_VARIABLE_KEY
			+ " characters, such as plan_name";

	/**
	 * Wide on purpose: which addresses exist is for the server to say.
	 */
	static final String EMAIL = "[^\\s@]+@[^\\s@]+";

	private Constraints() {
	}

}
