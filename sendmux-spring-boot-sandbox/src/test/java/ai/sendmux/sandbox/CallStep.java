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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ClassPathResource;

/**
 * A row of {@code call-script.md}.
 *
 * @param call the method and path, or a step of the test itself
 * @param header a header or an empty string
 * @param body the body in the notation of the script
 * @param expected the status, the error code and the issues
 * @param saveAs the name to save the id under or an empty string
 */
record CallStep(String call, String header, String body, String expected, String saveAs) {

	private static final Pattern MULTIPLIED = Pattern.compile("([a-z])\\{(\\d+)}");

	static List<CallStep> readAll() throws IOException {
		return new ClassPathResource("call-script.md", CallStep.class).getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.filter((line) -> line.startsWith("| "))
			.skip(1)
			.map(CallStep::read)
			.toList();
	}

	private static CallStep read(String line) {
		List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::trim).toList();
		if (cells.size() != 7) {
			throw new IllegalStateException("A row has five cells: " + line);
		}
		return new CallStep(cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5));
	}

	boolean isCall() {
		return Character.isUpperCase(this.call.charAt(0));
	}

	String method() {
		return this.call.substring(0, this.call.indexOf(' '));
	}

	String path(Map<String, String> saved) {
		return fill(this.call.substring(this.call.indexOf(' ') + 1), saved);
	}

	String[] headers(Map<String, String> saved) {
		return this.header.isEmpty() ? new String[0] : fill(this.header, saved).split(": ", 2);
	}

	String bodyToSend() {
		String text = multiply(this.body);
		if (!text.startsWith("account")) {
			return text;
		}
		ObjectNode account = (ObjectNode) JsonMapper.shared().readTree(PlainClient.ACCOUNT);
		if (text.startsWith("account with ")) {
			account.setAll((ObjectNode) JsonMapper.shared().readTree(text.substring("account with ".length())));
		}
		if (text.startsWith("account without ")) {
			account.remove(text.substring("account without ".length()));
		}
		return account.toString();
	}

	int status() {
		return Integer.parseInt(this.expected.split(" ")[0]);
	}

	String code() {
		String[] parts = this.expected.split(" ");
		return (parts.length > 1) ? parts[1] : "";
	}

	Set<String> issues() {
		return new TreeSet<>(Arrays.stream(this.expected.split(" ")).skip(2).toList());
	}

	private static String fill(String text, Map<String, String> saved) {
		String filled = multiply(text);
		for (Map.Entry<String, String> entry : saved.entrySet()) {
			filled = filled.replace("{" + entry.getKey() + "}", entry.getValue());
		}
		return filled;
	}

	private static String multiply(String text) {
		return MULTIPLIED.matcher(text).replaceAll((match) -> match.group(1).repeat(Integer.parseInt(match.group(2))));
	}

	@Override
	public String toString() {
		return (this.call + " " + this.header + " " + this.body + " " + this.expected).replaceAll(" +", " ").trim();
	}

}
