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

/**
 * Script of what goes wrong: says which calls of a team a {@link SandboxFault} is for.
 *
 * @since 0.1.0
 */
public abstract sealed class SandboxFaultScripting permits SandboxTeam, SendmuxSandbox {

	SandboxFaultScripting() {
	}

	/**
	 * Script a fault for the next call.
	 * @return the fault, to say what happens
	 */
	public SandboxFault onNext() {
		return script(SandboxFault.next(null, 1));
	}

	/**
	 * Script a fault for the next call of an operation.
	 * @param operation the operation
	 * @return the fault, to say what happens
	 */
	public SandboxFault onNext(SandboxOperation operation) {
		return script(SandboxFault.next(operation, 1));
	}

	/**
	 * Script a fault for a number of calls.
	 * @param times how many calls, at least 1
	 * @return the fault, to say what happens
	 */
	public SandboxFault onNext(int times) {
		return script(SandboxFault.next(null, times));
	}

	/**
	 * Script a fault for a number of calls of an operation.
	 * @param times how many calls, at least 1
	 * @param operation the operation
	 * @return the fault, to say what happens
	 */
	public SandboxFault onNext(int times, SandboxOperation operation) {
		return script(SandboxFault.next(operation, times));
	}

	/**
	 * Script a fault for every so-many-th call, until the next reset.
	 * @param interval 1 for every call, 3 for every third
	 * @return the fault, to say what happens
	 */
	public SandboxFault onEvery(int interval) {
		return script(SandboxFault.every(null, interval));
	}

	/**
	 * Script a fault for every so-many-th call of an operation, until the next reset.
	 * @param interval 1 for every call, 3 for every third
	 * @param operation the operation
	 * @return the fault, to say what happens
	 */
	public SandboxFault onEvery(int interval, SandboxOperation operation) {
		return script(SandboxFault.every(operation, interval));
	}

	/**
	 * Script a fault for all calls, until the next reset.
	 * @return the fault, to say what happens
	 */
	public SandboxFault onAll() {
		return onEvery(1);
	}

	/**
	 * Script a fault for all calls of an operation, until the next reset.
	 * @param operation the operation
	 * @return the fault, to say what happens
	 */
	public SandboxFault onAll(SandboxOperation operation) {
		return onEvery(1, operation);
	}

	abstract SandboxFault script(SandboxFault fault);

}
