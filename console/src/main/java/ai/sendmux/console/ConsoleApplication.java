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

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs an application that has the console. With {@code --import=accounts.csv} it imports
 * the file and ends, without a web server.
 */
public final class ConsoleApplication {

	private static final int USAGE_ERROR = 2;

	private ConsoleApplication() {
	}

	/**
	 * Run an application. After an import the process ends with its exit status, and with
	 * the status 2 if there is an option that the console does not know.
	 * @param application the class of the application
	 * @param args the arguments of the command line
	 */
	public static void run(Class<?> application, String... args) {
		if (CommandLine.asksForHelp(args)) {
			System.out.println(CommandLine.HELP);
			return;
		}
		String problem = CommandLine.validate(args);
		if (problem != null) {
			System.err.println(problem);
			System.exit(USAGE_ERROR);
		}
		ConfigurableApplicationContext context = start(application, args);
		// A process that is asked to end closes the context and has its own exit status.
		if (CommandLine.isImport(args) && !context.isClosed()) {
			System.exit(SpringApplication.exit(context));
		}
	}

	/**
	 * Start an application, without a web server if it only imports a file.
	 * @param application the class of the application
	 * @param args the arguments of the command line
	 * @return the context of the application
	 */
	public static ConfigurableApplicationContext start(Class<?> application, String... args) {
		SpringApplication springApplication = new SpringApplication(application);
		if (CommandLine.isImport(args)) {
			springApplication.setWebApplicationType(WebApplicationType.NONE);
		}
		return springApplication.run(args);
	}

}
