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

package ai.sendmux.http;

import java.util.List;
import java.util.function.Function;

import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SmtpProtocol;
import ai.sendmux.providers.UpdateProviderRequest;
import reactor.core.publisher.Mono;

/**
 * Calls that meet the faults: one of each kind that is retried by a rule of its own.
 */
public enum FaultCall {

	CREATE((providers) -> providers.create(creation())),

	GET((providers) -> providers.get("acc_1")),

	UPDATE((providers) -> providers.update("acc_1", change())),

	UPDATE_VERSION((providers) -> providers.update(Provider.builder("acc_1").name("Shop").version("W/\"1\"").build(),
			change())),

	DELETE((providers) -> providers.delete("acc_1"));

	public static final List<FaultCall> ALL = List.of(values());

	private final Function<SendmuxProvidersOperations, Mono<?>> call;

	FaultCall(Function<SendmuxProvidersOperations, Mono<?>> call) {
		this.call = call;
	}

	public Mono<?> on(SendmuxProvidersOperations providers) {
		return this.call.apply(providers);
	}

	public static CreateProviderRequest creation() {
		return CreateProviderRequest.builder()
			.name("Shop")
			.smtpHost("smtp.example.com")
			.smtpPort(587)
			.smtpProtocol(SmtpProtocol.STARTTLS)
			.smtpUsername("api-user")
			.smtpPassword("a password")
			.build();
	}

	private static UpdateProviderRequest change() {
		return UpdateProviderRequest.builder().name("New name").build();
	}

}
