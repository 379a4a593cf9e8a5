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

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import ai.sendmux.console.imports.ImportStore.LeaseLostException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps a run that has lost its lease from writing to the job repository: Spring Batch
 * does not know that the execution belongs to another process by now. A run that cannot
 * write to the store stops, and does not try again: whoever resumes the import ends its
 * execution.
 */
@Component
class LeasedJobRepository implements BeanPostProcessor {

	private final ObjectProvider<ImportRuns> runs;

	LeasedJobRepository(ObjectProvider<ImportRuns> runs) {
		this.runs = runs;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof JobRepository repository)) {
			return bean;
		}
		return Proxy.newProxyInstance(JobRepository.class.getClassLoader(), new Class<?>[] { JobRepository.class },
				(proxy, method, arguments) -> invoke(repository, method, arguments));
	}

	private @Nullable Object invoke(JobRepository repository, Method method, @Nullable Object[] arguments)
			throws Throwable {
		ImportRun run = method.getName().startsWith("update") ? run(arguments[0]) : null;
		if (run == null) {
			return AopUtils.invokeJoinpointUsingReflection(repository, method, arguments);
		}
		if (run.storeFailure() == null && run.isLeaseLost()) {
			throw new LeaseLostException();
		}
		if (run.storeFailure() == null) {
			try {
				AopUtils.invokeJoinpointUsingReflection(repository, method, arguments);
			}
			catch (DataAccessException | TransactionException ex) {
				run.failStore(ex);
			}
		}
		return null;
	}

	private @Nullable ImportRun run(@Nullable Object argument) {
		JobExecution execution = (argument instanceof StepExecution step) ? step.getJobExecution()
				: (JobExecution) argument;
		return (execution != null) ? this.runs.getObject().find(execution) : null;
	}

}
