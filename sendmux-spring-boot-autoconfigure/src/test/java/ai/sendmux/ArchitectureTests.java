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

package ai.sendmux;

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the directions in which the packages of the client use each other.
 */
class ArchitectureTests {

	private static final String AUTOCONFIGURE = "ai.sendmux.spring.boot.autoconfigure..";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("ai.sendmux");

	@Test
	void classesAreFound() {
		assertThat(CLASSES).extracting("packageName")
			.contains("ai.sendmux", "ai.sendmux.http", "ai.sendmux.providers", "ai.sendmux.spring.boot.autoconfigure");
	}

	@Test
	void rootPackageUsesNoOtherPackageOfTheClient() {
		classes().that()
			.resideInAPackage("ai.sendmux")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("ai.sendmux", "java..", "org.jspecify..", "org.springframework.util..", "reactor..")
			.check(CLASSES);
	}

	@Test
	void httpUsesOnlyTheRootPackageAndTheObservation() {
		noClasses().that()
			.resideInAPackage("ai.sendmux.http..")
			.should()
			.dependOnClassesThat(resideInAPackage("ai.sendmux..")
				.and(resideOutsideOfPackages("ai.sendmux", "ai.sendmux.http..", "ai.sendmux.observation..")))
			.check(CLASSES);
	}

	@Test
	void apiPackagesDoNotUseEachOther() {
		SlicesRuleDefinition.slices()
			.matching("ai.sendmux.(providers|identity|emails)..")
			.should()
			.notDependOnEachOther()
			.check(CLASSES);
	}

	@Test
	void onlyTheAutoConfigurationUsesTheAutoConfiguration() {
		noClasses().that()
			.resideOutsideOfPackage(AUTOCONFIGURE)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(AUTOCONFIGURE)
			.check(CLASSES);
	}

	@Test
	void onlyTheAutoConfigurationUsesSpringBoot() {
		noClasses().that()
			.resideOutsideOfPackage(AUTOCONFIGURE)
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.check(CLASSES);
	}

	/**
	 * A runtime made by {@code jlink} may have no other module.
	 */
	@Test
	void classesUseOfTheJdkOnlyTheBaseModule() {
		Set<String> base = Object.class.getModule().getPackages();
		noClasses().should()
			.dependOnClassesThat(resideInAnyPackage("java..", "javax..").and(DescribedPredicate
				.describe("are not in java.base", (type) -> !base.contains(type.getPackageName()))))
			.check(CLASSES);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			io.micrometer.core..                           | ai.sendmux.spring.boot.autoconfigure.observation
			org.springframework.boot.health..              | ai.sendmux.spring.boot.autoconfigure.health
			org.springframework.boot.actuate..             | ai.sendmux.spring.boot.autoconfigure.endpoint
			io.github.bucket4j..                           | ai.sendmux.spring.boot.autoconfigure.ratelimit
			io.lettuce..                                   | ai.sendmux.spring.boot.autoconfigure.ratelimit
			org.springframework.data..                     | ai.sendmux.spring.boot.autoconfigure.ratelimit
			jakarta..                                      | ai.sendmux.providers
			""")
	void onlyItsPackageUsesAnOptionalTechnology(String technology, String itsPackage) {
		noClasses().that()
			.resideOutsideOfPackage(itsPackage)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(technology)
			.check(CLASSES);
	}

	/**
	 * They are loaded only where Reactor Netty is used.
	 */
	@Test
	void onlyTheClassesOfItsConnectionsUseNetty() {
		noClasses().that()
			.haveNameNotMatching(".*\\.(SendmuxConnectionPool|ConnectionFraming)(\\$.*)?")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.netty..", "reactor.netty..")
			.check(CLASSES);
	}

	@Test
	void nothingUsesAnotherHttpClientOrJackson2() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.net.http..", "org.apache.hc..", "org.eclipse.jetty..",
					"com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
			.check(CLASSES);
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices().matching("(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void publicClassesResideInNullMarkedPackages() {
		assertThat(CLASSES).filteredOn((type) -> !type.getPackageName().isEmpty())
			.allSatisfy((type) -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class)).as(type.getName())
				.isTrue());
	}

}
