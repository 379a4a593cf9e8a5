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

import java.util.List;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.SendmuxProvidersOperations;
import reactor.core.publisher.Flux;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PoolImportConfiguration {

	@Bean
	Job poolImport(JobRepository jobs, Step createAccounts) {
		return new JobBuilder("poolImport", jobs).start(createAccounts).build();
	}

	@Bean
	Step createAccounts(JobRepository jobs, ItemReader<CreateProviderRequest> reader,
			SendmuxProvidersOperations providers) {
		return new StepBuilder("createAccounts", jobs).<CreateProviderRequest, CreateProviderRequest>chunk(50)
			.reader(reader)
			.writer((chunk) -> create(chunk, providers))
			.faultTolerant()
			.skip(SendmuxValidationException.class)
			.skipLimit(100)
			.build();
	}

	private static void create(Chunk<? extends CreateProviderRequest> chunk, SendmuxProvidersOperations providers) {
		List<SendmuxException> failures = providers.createAll(Flux.fromIterable(chunk), "pool-2026-11")
			.mapNotNull(ProviderCreation::failure)
			.collectList()
			.block();
		if (failures != null && !failures.isEmpty()) {
			throw failures.get(0);
		}
	}

}
