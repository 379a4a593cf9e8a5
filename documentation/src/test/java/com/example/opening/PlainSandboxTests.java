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

package com.example.opening;

import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.sandbox.SendmuxSandboxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(SendmuxSandboxExtension.class)
class PlainSandboxTests {

	@Test
	void listWhenSandboxIsNewEmitsNothing(SendmuxSandbox sandbox) {
		SendmuxProvidersOperations providers = SendmuxProvidersTemplate.create(WebClient.create(), sandbox.baseUrl(),
				sandbox.token());
		assertThat(providers.list().collectList().block()).isEmpty();
	}

}
