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

package ai.sendmux.spring.boot.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Spring Boot finds the auto-configurations of the client.
 */
class AutoConfigurationImportsTests {

	@Test
	void importsListExactlyTheAutoConfigurations() {
		List<String> autoConfigurations = new ClassFileImporter()
			.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("ai.sendmux")
			.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.toList();
		ImportCandidates imports = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader());
		List<String> listed = StreamSupport.stream(imports.spliterator(), false)
			.filter((name) -> name.startsWith("ai.sendmux."))
			.toList();
		assertThat(listed).isNotEmpty().containsExactlyInAnyOrderElementsOf(autoConfigurations);
	}

	@Test
	void startWhenOnlyPartsOfTestSliceAreConfiguredDoesNotCheckConnection() throws IOException {
		Class<?>[] slice = new ClassPathResource(
				"META-INF/spring/org.springframework.boot.webclient.test.autoconfigure.AutoConfigureWebClient.imports")
			.getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class<?>[]::new);
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(slice))
			.withPropertyValues("sendmux.token=${TOKEN_FROM_YOUR_VAULT}")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(SendmuxAutoConfiguration.class));
	}

}
