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

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The options of the command line. Spring Boot ignores those that nobody reads, so that a
 * misspelled one would have the effect of none.
 */
final class CommandLine {

	static final String HELP = """
			Without options, the console is started. Options:

			  --import=FILE        Import the accounts of a CSV file and exit.
			  --import-key=NAME    Name of the import. Nothing is created twice under the same
			                       name. By default it is the name of the file,
			                       or the value of its column 'import'.
			  --dry-run            With --import: show what would be imported, and send nothing.
			  --failed-rows=FILE   With --import: write the rows that failed to a CSV file.
			  --create             Create the accounts of the configuration in the real service.
			  --help               Show this help.

			Properties are options too, such as --server.port=8081.

			Exit status of an import: 0 all rows were created, 1 some failed or have an unknown
			outcome, 2 the command, the file or the store is unusable, 3 the token is not accepted
			or lacks a permission, 4 the service cannot be used, 130 and 143 interrupted.""";

	private static final Set<String> OPTIONS = Set.of("import", "import-key", "dry-run", "failed-rows", "create",
			"help");

	private static final Set<String> OF_IMPORT = Set.of("import-key", "dry-run", "failed-rows");

	private static final Set<String> OF_SPRING_BOOT = Set.of("debug", "trace");

	private static final String PREFIX = "--";

	private CommandLine() {
	}

	static boolean asksForHelp(String... arguments) {
		return Arrays.stream(arguments).anyMatch((argument) -> argument.equals("--help") || argument.equals("-h"));
	}

	static boolean isImport(String... arguments) {
		return names(arguments).contains("import");
	}

	/**
	 * Return what is wrong with the arguments, or {@code null} if nothing is.
	 */
	static @Nullable String validate(String... arguments) {
		Set<String> names = new HashSet<>();
		for (String argument : arguments) {
			String problem = validate(argument, names);
			if (problem != null) {
				return problem + " See --help.";
			}
		}
		String lost = names.contains("import") ? null
				: names.stream().filter(OF_IMPORT::contains).findAny().orElse(null);
		return (lost != null) ? "The option --" + lost + " needs --import. See --help." : null;
	}

	private static @Nullable String validate(String argument, Set<String> names) {
		if (!argument.startsWith(PREFIX)) {
			return "'" + argument
					+ "' is not an option. A value follows its option after '=', as in --import=accounts.csv.";
		}
		String name = name(argument);
		if (name.indexOf('.') >= 0 || OF_SPRING_BOOT.contains(name)) {
			return null;
		}
		if (!OPTIONS.contains(name)) {
			return "There is no option --" + name + ".";
		}
		return names.add(name) ? null : "The option --" + name + " is given more than once.";
	}

	private static Set<String> names(String... arguments) {
		Set<String> names = new HashSet<>();
		Arrays.stream(arguments)
			.filter((argument) -> argument.startsWith(PREFIX))
			.map(CommandLine::name)
			.forEach(names::add);
		return names;
	}

	private static String name(String argument) {
		int end = argument.indexOf('=');
		return argument.substring(PREFIX.length(), (end >= 0) ? end : argument.length());
	}

}
