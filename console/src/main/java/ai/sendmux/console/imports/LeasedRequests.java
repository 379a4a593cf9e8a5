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

import ai.sendmux.spring.boot.autoconfigure.SendmuxWebClientCustomizer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Keeps a run that has lost its lease from sending anything, retries included: another
 * process may send the same by now.
 */
@Component
class LeasedRequests implements SendmuxWebClientCustomizer {

	@Override
	public void customize(WebClient.Builder builder) {
		builder.filter(LeasedRequests::send);
	}

	/**
	 * Put the run into the context of its calls.
	 */
	static Context context(Context context, ImportRun run) {
		return context.put(ImportRun.class, run);
	}

	private static Mono<ClientResponse> send(ClientRequest request, ExchangeFunction next) {
		return Mono.deferContextual((context) -> {
			@Nullable ImportRun run = context.getOrDefault(ImportRun.class, null);
			if (run == null || run.isLeased()) {
				return next.exchange(request);
			}
			run.loseLease();
			// The run has been stopped, which cancels the call.
			return Mono.never();
		});
	}

}
