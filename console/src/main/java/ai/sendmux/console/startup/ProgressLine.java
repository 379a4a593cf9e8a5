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

package ai.sendmux.console.startup;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;

import org.springframework.util.ReflectionUtils;

/**
 * Shows the progress of a command: in one line that moves on a terminal, in a few plain
 * lines elsewhere.
 */
class ProgressLine {

	private static final Duration MOVING = Duration.ofMillis(200);

	private static final Duration PLAIN = Duration.ofSeconds(10);

	private final PrintStream out;

	private final boolean terminal = isTerminal();

	private int width;

	ProgressLine(PrintStream out) {
		this.out = out;
	}

	Duration interval() {
		return this.terminal ? MOVING : PLAIN;
	}

	void show(String text) {
		if (!this.terminal) {
			this.out.println(text);
			return;
		}
		this.out.print("\r" + text + " ".repeat(Math.max(0, this.width - text.length())));
		this.out.flush();
		this.width = text.length();
	}

	void end(String text) {
		show(text);
		if (this.terminal) {
			this.out.println();
		}
	}

	/**
	 * Since Java 22 there is a console without a terminal, too.
	 */
	private static boolean isTerminal() {
		Console console = System.console();
		if (console == null) {
			return false;
		}
		var method = ReflectionUtils.findMethod(Console.class, "isTerminal");
		return method == null || Boolean.TRUE.equals(ReflectionUtils.invokeMethod(method, console));
	}

}
