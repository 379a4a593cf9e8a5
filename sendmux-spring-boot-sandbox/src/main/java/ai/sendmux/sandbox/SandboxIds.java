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

import java.security.SecureRandom;
import java.util.Random;

/**
 * Generates ids as the API does: a prefix and 25 characters that begin with {@code cl}.
 */
final class SandboxIds {

	private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

	private static final int LENGTH = 23;

	private final Random random = new SecureRandom();

	String next(String prefix) {
		StringBuilder id = new StringBuilder(prefix).append("cl");
		for (int i = 0; i < LENGTH; i++) {
			id.append(ALPHABET.charAt(this.random.nextInt(ALPHABET.length())));
		}
		return id.toString();
	}

}
