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

package ai.sendmux.sandbox.autoconfigure;

/**
 * Bean that marks the application context of a test and counts the test methods that are
 * running.
 */
final class SandboxTestContext {

	private int running;

	/**
	 * Record the start of a test method. Methods that start meanwhile wait until the
	 * preparation has ended.
	 * @param preparation what to do if no other method is running
	 */
	synchronized void beginMethod(Runnable preparation) {
		this.running++;
		if (this.running == 1) {
			preparation.run();
		}
	}

	/**
	 * Record the end of a test method.
	 */
	synchronized void endMethod() {
		this.running--;
	}

}
