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

package ai.sendmux.sandbox.autoconfigure;

import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@link ConfigurationProperties @ConfigurationProperties} for the Sendmux sandbox.
 *
 * @param enabled Whether to enable the in-process sandbox, which clients use instead of
 * the real service.
 * @param yieldToToken Whether to use the real service instead of the sandbox when a token
 * is configured. If not, an application with both does not start, except in a test.
 * @param resetBeforeEachTest Whether to reset the sandbox before each test method, unless
 * test methods run in parallel.
 * @param excludedClients Names of clients that use the real service although the sandbox
 * is enabled.
 * @since 0.1.0
 */
@ConfigurationProperties("sendmux.sandbox")
public record SendmuxSandboxProperties(@DefaultValue("false") boolean enabled,
		@DefaultValue("false") boolean yieldToToken, @DefaultValue("true") boolean resetBeforeEachTest,
		@DefaultValue Set<String> excludedClients) {

}
