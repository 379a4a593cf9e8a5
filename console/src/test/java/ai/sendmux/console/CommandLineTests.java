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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommandLine}.
 */
class CommandLineTests {

	@Test
	void validateWhenOptionsAreKnownReturnsNull() {
		assertThat(CommandLine.validate()).isNull();
		assertThat(CommandLine.validate("--create", "--server.port=0", "--debug")).isNull();
		assertThat(CommandLine.validate("--import=a.csv", "--import-key=pool", "--dry-run", "--failed-rows=f.csv"))
			.isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--imprt=a.csv", "--Import=a.csv", "--dryrun", "--", "--=a" })
	void validateWhenOptionIsUnknownNamesOption(String option) {
		assertThat(CommandLine.validate("--create", option)).startsWith("There is no option " + option.split("=")[0])
			.endsWith("See --help.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.csv", "-import=a.csv", "" })
	void validateWhenArgumentIsNotOptionSuggestsImport(String argument) {
		assertThat(CommandLine.validate("--import", argument)).startsWith("'" + argument + "' is not an option.")
			.contains("--import=accounts.csv");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--import=a.csv", "--import-key=pool", "--dry-run" })
	void validateWhenOptionIsGivenTwiceReturnsReason(String option) {
		assertThat(CommandLine.validate("--import=b.csv", option, option)).contains("is given more than once");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--import-key=pool", "--dry-run", "--failed-rows=f.csv" })
	void validateWhenImportIsMissingNamesOption(String option) {
		assertThat(CommandLine.validate(option))
			.isEqualTo("The option " + option.split("=")[0] + " needs --import. See --help.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "-h" })
	void asksForHelpWhenHelpOptionIsPresentReturnsTrue(String option) {
		assertThat(CommandLine.asksForHelp("--import=a.csv", option)).isTrue();
		assertThat(CommandLine.asksForHelp("--import=a.csv")).isFalse();
	}

	@Test
	void helpListsEachOption() {
		assertThat(CommandLine.HELP).contains("--import=", "--import-key=", "--dry-run", "--failed-rows=", "--create",
				"--help");
	}

	@Test
	void isImportWhenImportOptionIsPresentReturnsTrue() {
		assertThat(CommandLine.isImport("--import")).isTrue();
		assertThat(CommandLine.isImport("--create", "--import=a.csv")).isTrue();
		assertThat(CommandLine.isImport("--import-key=pool")).isFalse();
	}

}
