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

package ai.sendmux.sample;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service in the process of the test, which outlives the processes that import a pool
 * of accounts, creates them slowly, and counts them.
 */
final class PoolService implements AutoCloseable {

	static final int ROWS = 500;

	static final String ALL_CREATED = "Import finished: 500 of 500 created, 0 failed.";

	static final String KEY = "--console.import.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final SendmuxSandbox sandbox = SendmuxSandbox.start();

	private final String[] arguments;

	/**
	 * Start the service.
	 * @param arguments the arguments of each process that imports
	 */
	PoolService(String... arguments) {
		this.arguments = arguments;
		this.sandbox.setRateLimit(1_000_000);
		this.sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofMillis(15));
	}

	ConsoleProcess start(String... more) throws IOException {
		return ConsoleProcess.start(this.sandbox,
				Stream.of(this.arguments, more).flatMap(Stream::of).toArray(String[]::new));
	}

	ConsoleProcess startWithFileSize(int kilobytes, String... more) throws IOException {
		return ConsoleProcess.startWithFileSize(kilobytes, this.sandbox,
				Stream.of(this.arguments, more).flatMap(Stream::of).toArray(String[]::new));
	}

	SendmuxSandbox sandbox() {
		return this.sandbox;
	}

	int accounts() {
		return this.sandbox.accounts().size();
	}

	int requests() {
		return this.sandbox.requests(SandboxOperation.CREATE).size();
	}

	void awaitAccounts(int count) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (accounts() < count) {
			assertThat(System.nanoTime()).isLessThan(deadline);
			Thread.onSpinWait();
		}
	}

	void assertCreatedOnce() {
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).doesNotHaveDuplicates().hasSize(ROWS);
	}

	static String rows() {
		return IntStream.range(0, ROWS)
			.mapToObj((number) -> "Pool " + number + ",smtp.example.com,587,starttls,user,s3cret\n")
			.collect(Collectors.joining("", "name,host,port,protocol,username,password\n", ""));
	}

	@Override
	public void close() {
		this.sandbox.close();
	}

}
