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

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Tests for the architecture of this module.
 */
class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("ai.sendmux.sandbox");

	@Test
	void engineDoesNotDependOnWireMock() {
		noClasses().that()
			.doNotHaveSimpleName("SendmuxSandbox")
			.and()
			.doNotHaveSimpleName("SandboxServer")
			.and()
			.doNotHaveSimpleName("DaemonHttpServer")
			.and()
			.doNotHaveSimpleName("SandboxTransformer")
			.and()
			.doNotHaveSimpleName("StubListener")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("com.github.tomakehurst..", "wiremock..")
			.check(CLASSES);
	}

	@Test
	void onlyServerUsesClassesShadedByWireMock() {
		noClasses().that()
			.doNotHaveSimpleName("DaemonHttpServer")
			.and()
			.doNotHaveSimpleName("SandboxServer")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("wiremock..")
			.check(CLASSES);
	}

	@Test
	void sandboxRunsWithoutSpringBoot() {
		noClasses().that()
			.resideInAPackage("ai.sendmux.sandbox")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", "ai.sendmux.spring..", "ai.sendmux.sandbox.autoconfigure")
			.check(CLASSES);
	}

	@Test
	void autoConfigurationHasNoPublicMembers() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.bePublic()
			.check(CLASSES);
		methods().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.notBePublic()
			.check(CLASSES);
	}

}
