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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads accounts to begin with from a JSON file.
 */
final class SeedFile {

	private SeedFile() {
	}

	/**
	 * Read all accounts of a file.
	 * @param file the file
	 * @return a builder of each account
	 * @throws IOException if the file cannot be read
	 * @throws IllegalArgumentException if the file does not contain a JSON array of valid
	 * accounts
	 */
	static List<SandboxAccount.Builder> read(Path file) throws IOException {
		JsonNode tree = parse(file);
		List<SandboxAccount.Builder> accounts = new ArrayList<>();
		for (JsonNode account : tree) {
			try {
				accounts.add(builder(account));
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException(
						file + ", account " + (accounts.size() + 1) + ": " + ex.getMessage());
			}
		}
		return accounts;
	}

	private static JsonNode parse(Path file) throws IOException {
		JsonNode tree = null;
		try {
			tree = JsonMapper.shared().readTree(Files.readAllBytes(file));
		}
		catch (JacksonException ex) {
			// Reported below. The message of the exception could contain a password.
		}
		if (tree == null || !tree.isArray()) {
			throw new IllegalArgumentException(file + " must contain a JSON array of accounts.");
		}
		return tree;
	}

	private static SandboxAccount.Builder builder(JsonNode account) {
		if (!account.isObject()) {
			throw new IllegalArgumentException("must be a JSON object");
		}
		ObjectNode settings = ((ObjectNode) account).deepCopy();
		SandboxAccount.Builder builder = new SandboxAccount.Builder(
				choice(SandboxAccountType.class, settings, "type", SandboxAccountType.SMTP));
		builder.status(choice(SandboxAccountStatus.class, settings, "status", SandboxAccountStatus.ACTIVE));
		JsonNode reason = settings.remove("status_reason");
		if (reason != null && !reason.isNull()) {
			builder.statusReason(reason.asString(""));
		}
		JsonNode connected = settings.remove("connected");
		if (connected != null) {
			builder.connected(connected.asBoolean(true));
		}
		return builder.settings(AccountBody.UPDATE.readTrusted(settings));
	}

	private static <E extends Enum<E>> E choice(Class<E> type, ObjectNode settings, String name, E defaultValue) {
		JsonNode value = settings.remove(name);
		if (value == null) {
			return defaultValue;
		}
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> apiName(constant).equals(value.asString("")))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(name + ": must be one of "
					+ Arrays.stream(type.getEnumConstants()).map(SeedFile::apiName).collect(Collectors.joining(", "))));
	}

	private static String apiName(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
