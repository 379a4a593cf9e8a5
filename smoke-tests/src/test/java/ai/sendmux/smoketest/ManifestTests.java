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

package ai.sendmux.smoketest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for the manifests of the jars that are published.
 */
class ManifestTests {

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			textBlock = """
					sendmux-spring-boot-autoconfigure, Sendmux Spring Boot AutoConfigure, ai.sendmux.spring.boot.autoconfigure, none
					sendmux-spring-boot-sandbox, Sendmux Spring Boot Sandbox, ai.sendmux.sandbox, none
					sendmux-spring-boot-starter, Sendmux Spring Boot Starter, ai.sendmux.spring.boot.starter, dependencies-starter
					sendmux-spring-boot-starter-test, Sendmux Spring Boot Starter Test, ai.sendmux.spring.boot.starter.test, dependencies-starter
					""")
	void manifestHasTitleVersionModuleAndType(String module, String title, String moduleName, String type)
			throws IOException {
		try (JarFile jar = new JarFile(jarOf(module))) {
			Attributes attributes = jar.getManifest().getMainAttributes();
			assertThat(attributes.getValue(Attributes.Name.IMPLEMENTATION_TITLE)).isEqualTo(title);
			assertThat(attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION)).isNotBlank()
				.isEqualTo(System.getProperty("project.version"));
			assertThat(attributes.getValue("Automatic-Module-Name")).isEqualTo(moduleName);
			assertThat(attributes.getValue("Spring-Boot-Jar-Type")).isEqualTo(type);
		}
	}

	private static File jarOf(String module) {
		String name = module + "-" + System.getProperty("project.version") + ".jar";
		File jar = Path.of("..", module, "target", name).toFile();
		assumeThat(jar).as("The module is packaged").exists();
		return jar;
	}

}
