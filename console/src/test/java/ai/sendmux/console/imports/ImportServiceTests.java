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

package ai.sendmux.console.imports;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import ai.sendmux.providers.SendmuxProvidersOperations;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link ImportService}.
 */
class ImportServiceTests {

	private static final String FILE = "name,host,port,protocol,username,password\nA,h,587,tls,u,s3cret\n";

	private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

	private final ValidatorFactory validators = Validation.buildDefaultValidatorFactory();

	private final SendmuxProvidersOperations providers = mock();

	private ImportService service;

	@BeforeEach
	void createService() {
		this.service = service(2);
	}

	@AfterEach
	void resetTime() {
		VirtualTimeScheduler.reset();
		this.validators.close();
	}

	@Test
	void importThatIsNotStartedIsForgottenAfterHalfAnHour() {
		ImportJob job = submit();
		this.time.advanceTimeBy(Duration.ofMinutes(29));
		assertThat(this.service.find(job.id())).contains(job);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(this.service.find(job.id())).isEmpty();
		assertThat(job.file().rows()).isEmpty();
	}

	@Test
	void importThatIsStartedIsNotForgotten() {
		given(this.providers.createAll(any(), eq("pool"))).willReturn(Flux.never());
		ImportJob job = submit();
		this.service.start(job, "pool");
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(job.progress().state()).isEqualTo(ImportJob.State.RUNNING);
	}

	@Test
	void importWithIllegalNameEnds() {
		given(this.providers.createAll(any(), eq(" "))).willThrow(new IllegalArgumentException("blank"));
		ImportJob job = submit();
		this.service.start(job, " ");
		assertThat(job.progress().state()).isEqualTo(ImportJob.State.CANCELLED);
	}

	@Test
	void importThatHasGivenWayToAnotherCannotBeStarted() {
		this.service = service(1);
		ImportJob first = submit();
		submit();
		this.service.start(first, "pool");
		assertThat(this.service.find(first.id())).isEmpty();
		then(this.providers).should(never()).createAll(any(), any());
	}

	@Test
	void importThatRunsGivesWayToNone() {
		given(this.providers.createAll(any(), eq("pool"))).willReturn(Flux.never());
		this.service = service(1);
		this.service.start(submit(), "pool");
		assertThatExceptionOfType(AccountFile.UnreadableException.class).isThrownBy(this::submit)
			.withMessage("Too many imports are running.");
	}

	private ImportService service(int maxKept) {
		ImportProperties properties = new ImportProperties(100, DataSize.ofMegabytes(1), maxKept);
		return new ImportService(this.providers, new AccountFileReader(this.validators.getValidator(), properties),
				properties);
	}

	private ImportJob submit() {
		Mono<ImportJob> job = this.service.submit("accounts.csv", FILE.getBytes(StandardCharsets.UTF_8)).cache();
		job.subscribe();
		this.time.advanceTime();
		return job.blockOptional().orElseThrow();
	}

}
