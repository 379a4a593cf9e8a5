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
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the tables of the testing guide list all methods that script a fault.
 */
class FaultTablesTests {

	private static final Pattern SELECTION = Pattern.compile("`\\.([a-zA-Z]+)\\(");

	private static final Pattern CALL = Pattern.compile("`([a-zA-Z]+)\\(");

	@Test
	void selectionTableListsAllMethodsOfSandboxControls() throws IOException {
		assertThat(methodsIn("| which calls |")).isEqualTo(faultMethodsOf(SandboxControls.class));
	}

	@Test
	void faultTablesListAllMethodsOfSandboxFault() throws IOException {
		Set<String> documented = new HashSet<>(methodsIn("| what happens |"));
		documented.addAll(methodsIn("| which calls |", SELECTION));
		assertThat(documented).isEqualTo(faultMethodsOf(SandboxFault.class));
	}

	private static Set<String> methodsIn(String table) throws IOException {
		return methodsIn(table, CALL);
	}

	private static Set<String> methodsIn(String table, Pattern call) throws IOException {
		String guide = Files
			.readString(Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../docs/testing.md"));
		int start = guide.indexOf(table);
		assertThat(start).as(table).isNotNegative();
		return call.matcher(guide.substring(start, guide.indexOf("\n\n", start)))
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toSet());
	}

	private static Set<String> faultMethodsOf(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers())
					&& method.getReturnType() == SandboxFault.class)
			.map(Method::getName)
			.collect(Collectors.toSet());
	}

}
