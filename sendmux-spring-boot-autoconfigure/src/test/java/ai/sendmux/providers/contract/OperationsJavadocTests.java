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

package ai.sendmux.providers.contract;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import ai.sendmux.emails.SendmuxEmailsOperations;
import ai.sendmux.identity.SendmuxIdentityOperations;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SharedAmazonSesOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the Javadoc of the operations promises what {@code docs/operations.md} does.
 */
class OperationsJavadocTests {

	private final OperationsDocument document = new OperationsDocument();

	@ParameterizedTest
	@ValueSource(classes = { SendmuxProvidersOperations.class, SharedAmazonSesOperations.class,
			SendmuxIdentityOperations.class, SendmuxEmailsOperations.class })
	void methodJavadocHasExceptionsOfTable(Class<?> operations) {
		Map<String, String> javadoc = javadocOfMethods(operations);
		assertThat(this.document.rows(operations)).isNotEmpty().allSatisfy((row) -> {
			String method = OperationsDocument.code(row.get(1));
			assertThat(javadoc).containsKey(method);
			assertThat(exceptions(promise(Objects.requireNonNull(javadoc.get(method))))).as(method)
				.isEqualTo(exceptions(row.get(3)));
		});
	}

	@Test
	void typeJavadocHasExceptionsOfEveryCall() {
		String javadoc = source(SendmuxProvidersOperations.class);
		Set<String> named = exceptions(javadoc.substring(0, javadoc.indexOf("public interface")));
		named.remove("SendmuxException");
		String section = OperationsDocument.section(this.document.text(), "## What every call can fail with");
		assertThat(named).isEqualTo(
				exceptions(section.lines().filter((line) -> line.startsWith("- ")).collect(Collectors.joining())));
	}

	private static Map<String, String> javadocOfMethods(Class<?> operations) {
		Map<String, String> javadoc = new HashMap<>();
		OperationsDocument.find("(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s+[^;{(]*?(\\w+\\([^)]*\\));", source(operations))
			.forEach((match) -> javadoc.put(match.group(2).replace("@Nullable ", ""), match.group(1)));
		return javadoc;
	}

	private static String promise(String javadoc) {
		return javadoc.substring(javadoc.indexOf("@return"));
	}

	private static Set<String> exceptions(String text) {
		return OperationsDocument.find("\\bSendmux\\w*Exception\\b", text)
			.map((match) -> match.group())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String source(Class<?> type) {
		return OperationsDocument.read("src", "main", "java", type.getName().replace('.', '/') + ".java");
	}

}
