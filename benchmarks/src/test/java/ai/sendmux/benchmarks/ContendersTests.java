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

package ai.sendmux.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Contenders}: what is measured does what it should. No time is looked
 * at.
 */
class ContendersTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static StubServer server;

	private static Contenders contenders;

	@BeforeAll
	static void start() {
		server = StubServer.start(Duration.ZERO);
		contenders = new Contenders(new Endpoint(server.baseUrl()));
	}

	@AfterAll
	static void stop() {
		contenders.close();
		server.close();
	}

	@Test
	void contenderWhenServerRespondsReadsTheResponse() {
		assertThat(contenders.all()).hasSize(11).allSatisfy(ContendersTests::understands);
	}

	private static <T> void understands(Contender<T> contender) {
		assertThat(contender.create().map(contender::accountId).block(PATIENCE)).as(contender.name())
			.isEqualTo(StubResponses.ACCOUNT_ID);
	}

	@Test
	void listWhenSubscribedEmitsAllAccounts() {
		assertThat(contenders.starter().providers().list().count().block(PATIENCE)).isEqualTo(StubResponses.ACCOUNTS);
		assertThat(contenders.handWritten().list().count().block(PATIENCE)).isEqualTo(StubResponses.ACCOUNTS);
	}

	@Test
	void codecEncodesAndDecodes() throws Throwable {
		CodecBenchmark codec = new CodecBenchmark();
		assertThat(new String((byte[]) codec.encodeRequest(), StandardCharsets.UTF_8)).contains("smtp.example.com");
		assertThat(codec.decodeResponse()).isNotNull();
	}

	@Test
	void loadWhenRunReturnsMeasuredSample() throws InterruptedException {
		Sample sample = new Load(4, Duration.ofMillis(50), 10).run(contenders.handWritten());
		assertThat(sample.callsPerSecond()).isPositive();
		assertThat(sample.bytes()).isPositive();
	}

}
