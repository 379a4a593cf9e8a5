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

package com.example.batch;

import java.util.stream.IntStream;

import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.SmtpProtocol;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.sandbox.autoconfigure.AutoConfigureSendmuxSandbox;
import org.junit.jupiter.api.Test;

import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.support.ListItemReader;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the step of a reader's own job.
 */
@SpringBootTest(properties = "spring.batch.job.enabled=false")
@AutoConfigureSendmuxSandbox
class PoolImportTests {

	@Autowired
	private JobOperator operator;

	@Autowired
	private Job poolImport;

	@Autowired
	private SendmuxSandbox sandbox;

	@Test
	void jobWhenItemsAreValidCreatesAccountForEach() throws Exception {
		assertThat(run("all").getExitStatus().getExitCode()).isEqualTo(ExitStatus.COMPLETED.getExitCode());
		assertAccounts(120);
	}

	@Test
	void jobWhenServiceRejectsItemSkipsIt() throws Exception {
		this.sandbox.onAll(SandboxOperation.CREATE)
			.matching((request) -> String.valueOf(request.body()).contains("\"Pool 7\""))
			.respondWith(422)
			.code("validation_failed");
		JobExecution execution = run("skipped");
		assertThat(execution.getExitStatus().getExitCode()).isEqualTo(ExitStatus.COMPLETED.getExitCode());
		assertAccounts(119);
	}

	@Test
	void jobWhenRestartedAfterFailureCreatesRemainingAccounts() throws Exception {
		this.sandbox.onNext(SandboxOperation.CREATE).respondWith(401);
		assertThat(run("again").getExitStatus().getExitCode()).isEqualTo(ExitStatus.FAILED.getExitCode());
		assertThat(run("again").getExitStatus().getExitCode()).isEqualTo(ExitStatus.COMPLETED.getExitCode());
		assertAccounts(120);
	}

	private JobExecution run(String name) throws Exception {
		JobParameters parameters = new JobParametersBuilder().addString("name", name).toJobParameters();
		return this.operator.start(this.poolImport, parameters);
	}

	private void assertAccounts(int count) {
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).doesNotHaveDuplicates().hasSize(count);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class ReaderConfiguration {

		@Bean
		@StepScope
		ItemReader<CreateProviderRequest> requests() {
			return new ListItemReader<>(IntStream.range(0, 120).mapToObj(ReaderConfiguration::request).toList());
		}

		private static CreateProviderRequest request(int number) {
			return CreateProviderRequest.builder()
				.name("Pool " + number)
				.smtpHost("smtp.example.com")
				.smtpPort(587)
				.smtpProtocol(SmtpProtocol.STARTTLS)
				.smtpUsername("user")
				.smtpPassword("s3cret")
				.build();
		}

	}

}
