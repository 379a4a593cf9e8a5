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

package ai.sendmux.console;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/**
 * Tests that imports between the packages of the console run in one direction.
 */
class ConsolePackagesTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackagesOf(ConsoleConfiguration.class);

	@Test
	void importsRunFromWebThroughImportsToAccounts() {
		Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInAnyPackage("ai.sendmux.console..")
			.layer("console")
			.definedBy("ai.sendmux.console")
			.layer("startup")
			.definedBy("ai.sendmux.console.startup")
			.layer("web")
			.definedBy("ai.sendmux.console.web")
			.layer("imports")
			.definedBy("ai.sendmux.console.imports")
			.layer("store")
			.definedBy("ai.sendmux.console.store")
			.layer("accounts")
			.definedBy("ai.sendmux.console.accounts")
			.whereLayer("console")
			.mayOnlyBeAccessedByLayers("startup", "web", "store")
			.whereLayer("store")
			.mayOnlyBeAccessedByLayers("console", "imports")
			.whereLayer("startup")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("web")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("imports")
			.mayOnlyBeAccessedByLayers("console", "startup", "web")
			.whereLayer("accounts")
			.mayOnlyBeAccessedByLayers("console", "startup", "web", "imports")
			.check(CLASSES);
	}

}
